package dev.continuo.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for conditions; the deadline is for a machine that does much else. */
final class Until {
  private static final Duration MAX = Duration.ofSeconds(60);
  private static final Duration EVERY = Duration.ofMillis(20);

  private Until() {}

  static void holds(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(EVERY)
        .atMost(MAX)
        .until(condition);
  }
}
