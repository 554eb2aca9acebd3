package dev.continuo.task;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How often a failed attempt is followed by another, and after which time.
 *
 * @param max further attempts after the first
 * @param delay the wait before the first retry; doubled for each further one
 * @param delayMax no wait is longer
 */
public record Retries(int max, Duration delay, Duration delayMax) {
  public static final Retries NONE = new Retries(0, Duration.ofSeconds(1), Duration.ofMinutes(5));
  public static final int MAX = 100;

  /** How often a turn may be lost, which is nobody's failure, before the task fails. */
  static final int LOSSES_MAX = 3;

  public Retries {
    if (max < 0 || max > MAX || delay.isNegative() || delayMax.compareTo(delay) < 0) {
      throw new IllegalArgumentException("retries " + max + " " + delay + " " + delayMax);
    }
  }

  /** As many at most, with the same waits. */
  Retries limitedTo(int retries) {
    return new Retries(retries, delay, delayMax);
  }

  /** The wait before retry number {@code retry}: half of it is certain, the rest is chance. */
  Duration before(int retry, long seed) {
    var factor = 1L << Math.min(retry - 1, 30);
    var full = Math.min(saturated(delay.toMillis(), factor), delayMax.toMillis());
    return Duration.ofMillis(full / 2 + new SplittableRandom(seed).nextLong(full / 2 + 1));
  }

  private static long saturated(long millis, long factor) {
    return millis > Long.MAX_VALUE / factor ? Long.MAX_VALUE : millis * factor;
  }
}
