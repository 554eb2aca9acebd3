package dev.continuo.operation;

import java.time.Duration;

/** Makes a read wait until it sees what the caller has seen. */
final class Freshness {
  private final Waits waits;
  private final Duration waitMax;

  Freshness(Waits waits, Duration waitMax) {
    this.waits = waits;
    this.waitMax = waitMax;
  }

  void await(long wanted) {
    if (wanted == 0) {
      return;
    }
    var deadline = System.nanoTime() + waitMax.toNanos();
    var head = waits.head();
    while (head < wanted) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        throw Problems.notYet(wanted, head);
      }
      head = waits.awaitAfter(wanted - 1, left);
    }
  }
}
