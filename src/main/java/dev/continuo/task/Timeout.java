package dev.continuo.task;

import java.time.Duration;
import java.util.Optional;

/** How long an attempt may work, not counting pauses and the machine's sleep, and what then. */
public record Timeout(Duration after, Action action) {
  public static final Duration MAX = Duration.ofDays(366);

  /** What a task has that names none (SPEC S0-03, X-14). */
  public static final Timeout DEFAULT = new Timeout(Duration.ofMinutes(15), Action.ASK);

  private static final Duration SHORTEST = Duration.ofNanos(1);

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

  /** What an attempt has used, seen from what is left; all of it when somebody was told so. */
  Duration spent(Optional<Duration> left) {
    return after.minus(left.map(it -> it.isPositive() ? it : SHORTEST).orElse(Duration.ZERO));
  }

  /** What is left for the next turn of the attempt; empty when nobody needs to be told again. */
  Optional<Duration> left(Duration spent) {
    var left = after.minus(spent);
    return left.isPositive() || action == Action.STOP
        ? Optional.of(left.isPositive() ? left : SHORTEST)
        : Optional.empty();
  }
}
