package dev.continuo.worker;

import java.time.Duration;

/** A point of this JVM's monotonic clock. */
record Deadline(long nanos) {

  static Deadline in(Duration delay) {
    return new Deadline(System.nanoTime() + delay.toNanos());
  }

  boolean passed() {
    return nanos - System.nanoTime() <= 0;
  }

  boolean before(Deadline other) {
    return nanos - other.nanos < 0;
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }
}
