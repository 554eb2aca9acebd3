package dev.continuo.task;

import java.time.Duration;

/** How long an attempt may work, not counting pauses and the machine's sleep, and what then. */
public record Timeout(Duration after, Action action) {
  public static final Duration MAX = Duration.ofDays(366);

  /** What a task has that names none (SPEC S0-03, X-14). */
  public static final Timeout DEFAULT = new Timeout(Duration.ofMinutes(15), Action.ASK);

  /** What happens when the time is over. */
  public enum Action {
    /** Somebody is told, once; the attempt goes on. */
    ASK,
    /** The attempt is stopped, and has failed. */
    STOP
  }

  public Timeout {
    if (after.isNegative() || after.isZero() || after.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("timeout " + after);
    }
  }
}
