package dev.continuo.delivery;

import dev.continuo.engine.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One fact for one receiver.
 *
 * @param message the id that the receiver sees, the same each time: one for each fact
 * @param at when it happened
 * @param skipped how many facts before it were not kept for the receiver
 * @param attempts how often it was tried, as far as that was reported
 * @param problem what was wrong the last time; empty when nothing was
 * @param since when its state began
 */
public record Delivery(
    DeliveryId id,
    String message,
    Fact fact,
    Instant at,
    int skipped,
    int attempts,
    String problem,
    State state,
    Instant since)
    implements Row {
  /** How long one is kept after it was acknowledged or withdrawn. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** How it stands. */
  public enum State {
    WAITING,
    /** The receiver has acknowledged it. */
    DELIVERED,
    /** The receiver was removed. */
    WITHDRAWN;

    /** The state's word on every surface. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Delivery of(DeliveryId id, Outbox.Noted noted, int skipped, Instant when) {
    return new Delivery(
        id, noted.message(), noted.fact(), noted.at(), skipped, 0, "", State.WAITING, when);
  }

  public boolean waiting() {
    return state == State.WAITING;
  }

  Delivery failed(String found) {
    return new Delivery(id, message, fact, at, skipped, attempts + 1, found, state, since);
  }

  Delivery delivered(Instant when) {
    return new Delivery(id, message, fact, at, skipped, attempts + 1, "", State.DELIVERED, when);
  }

  Delivery withdrawn(Instant when) {
    return new Delivery(id, message, fact, at, skipped, attempts, problem, State.WITHDRAWN, when);
  }

  @Override
  public boolean live() {
    return waiting();
  }

  @Override
  public Optional<Instant> keptUntil() {
    return waiting() ? Optional.empty() : Optional.of(since.plus(KEPT));
  }
}
