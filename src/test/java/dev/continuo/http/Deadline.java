package dev.continuo.http;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other threads will have done soon. */
final class Deadline {
  private static final Duration WAIT_MAX = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(5);

  private Deadline() {}

  static void until(Callable<Boolean> condition, String what) {
    await(what).pollDelay(Duration.ZERO).pollInterval(LOOK).atMost(WAIT_MAX).until(condition);
  }
}
