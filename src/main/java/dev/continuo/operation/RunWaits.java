package dev.continuo.operation;

import dev.continuo.journal.Reader;
import dev.continuo.task.RunId;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a run, or for something in it, to come to rest. */
final class RunWaits {
  private final Reader store;
  private final Waits waits;

  RunWaits(Reader store, Waits waits) {
    this.store = store;
    this.waits = waits;
  }

  /**
   * Looks at once, and again after each event of the run, until what is seen is settled or the time
   * is over; returns what was seen last.
   */
  <T> T until(RunId run, Duration timeout, Supplier<T> look, Predicate<T> settled) {
    var deadline = System.nanoTime() + timeout.toNanos();
    var known = store.head();
    var seen = look.get();
    while (!settled.test(seen)) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        break;
      }
      waits.awaitAfter(known, left);
      var head = store.head();
      if (head > known && concerned(run, known)) {
        seen = look.get();
      }
      known = Math.max(known, head);
    }
    return seen;
  }

  private boolean concerned(RunId run, long after) {
    return after < store.floor() || !store.events(run, after, 1).isEmpty();
  }
}
