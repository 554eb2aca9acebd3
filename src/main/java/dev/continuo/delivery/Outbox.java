package dev.continuo.delivery;

import dev.continuo.engine.Due;
import dev.continuo.engine.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts that were noted and are not yet deliveries, in order. One step may note many facts and
 * a fact may become many rows, so the rows are made in steps of their own, one fact a step.
 *
 * @param last the number of the newest fact; the next has the next number, for ever
 */
public record Outbox(long last, List<Noted> waiting) implements Row {
  /** The key of its only row. */
  public static final String KEY = "outbox";

  static final Outbox EMPTY = new Outbox(0, List.of());

  /**
   * A fact with its number.
   *
   * @param message the id that receivers see
   */
  public record Noted(long number, String message, Fact fact, Instant at) {}

  public Outbox {
    waiting = List.copyOf(waiting);
  }

  Outbox and(Noted newest) {
    var more = new ArrayList<>(waiting);
    more.add(newest);
    return new Outbox(newest.number(), more);
  }

  Outbox withoutFirst() {
    return new Outbox(last, waiting.subList(1, waiting.size()));
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public Due due() {
    return waiting.isEmpty() ? Due.NEVER : Due.NOW;
  }
}
