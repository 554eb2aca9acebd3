package dev.continuo.approval;

import dev.continuo.engine.Due;
import dev.continuo.engine.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What was asked last at one door of a task, and what became of it.
 *
 * @param name the task's
 * @param round how often it was asked, this time included, as far as that is remembered
 * @param attempt the newest one when it was asked; 0 before the first
 * @param until when nobody has to decide any more
 * @param since when it was asked, or when it was decided
 */
public record Approval(
    ApprovalId id,
    String name,
    int round,
    int attempt,
    String text,
    Instant asked,
    Optional<Instant> until,
    Stand stand,
    Instant since)
    implements Row {
  /** How long one is kept after it was decided or withdrawn. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** How it stands. */
  public sealed interface Stand {
    /** Somebody has to decide. */
    record Open() implements Stand {}

    record Approved(String by, String note) implements Stand {}

    record Rejected(String by, String reason) implements Stand {}

    /** Nobody decided in time. */
    record Expired() implements Stand {}

    /** The task went another way, so that there was nothing to decide any more. */
    record Withdrawn() implements Stand {}

    /** The stand's word on every surface. */
    default String word() {
      return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
  }

  static Approval of(ApprovalEvent.Asked asked, Instant when) {
    return new Approval(
        asked.approval(),
        asked.name(),
        asked.round(),
        asked.attempt(),
        asked.text(),
        when,
        asked.until(),
        new Stand.Open(),
        when);
  }

  Approval standing(Stand now, Instant when) {
    return new Approval(id, name, round, attempt, text, asked, until, now, when);
  }

  /** Whether somebody has to decide. */
  public boolean open() {
    return stand instanceof Stand.Open;
  }

  @Override
  public boolean live() {
    return open();
  }

  /** People's time goes on while machines sleep. */
  @Override
  public Due due() {
    return open() ? until.<Due>map(Due.Wall::new).orElse(Due.NEVER) : Due.NEVER;
  }

  @Override
  public Optional<Instant> keptUntil() {
    return open() ? Optional.empty() : Optional.of(since.plus(KEPT));
  }
}
