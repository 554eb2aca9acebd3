package dev.continuo.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** How long a receiver that fails is left alone. */
final class Backoff {
  static final Duration WAIT_MIN = Duration.ofSeconds(5);

  /** One that was away for days is found again within the hour. */
  static final Duration WAIT_MAX = Duration.ofHours(1);

  /** What a receiver may ask for at most. */
  static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);

  private Backoff() {}

  /**
   * The wait after a failure: doubled for each one before it, half of it certain and the rest
   * chance, so that many senders do not come back all at once; longer when the receiver asks.
   */
  static Duration after(int failures, Optional<Duration> asked, long seed) {
    var full =
        Math.min(WAIT_MIN.toMillis() << Math.clamp(failures - 1, 0, 30), WAIT_MAX.toMillis());
    var wait = Duration.ofMillis(full / 2 + new SplittableRandom(seed).nextLong(full / 2 + 1));
    return asked
        .map(longer -> longer.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : longer)
        .filter(longer -> longer.compareTo(wait) > 0)
        .orElse(wait);
  }
}
