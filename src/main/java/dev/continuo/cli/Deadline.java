package dev.continuo.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A moment on this process's monotonic clock. */
record Deadline(long nanos) {
  /** So far away that no sum overflows. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + (time.compareTo(NEVER) < 0 ? time : NEVER).toNanos());
  }

  static Deadline never() {
    return in(NEVER);
  }

  /** The earlier of the two. */
  Deadline or(Deadline other) {
    return nanos - other.nanos <= 0 ? this : other;
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  boolean over() {
    return nanos - System.nanoTime() <= 0;
  }

  /** Lets {@code time} pass, but nothing beyond this deadline. */
  void pass(Duration time) {
    var until = in(time.compareTo(left()) < 0 ? time : left());
    while (!until.over()) {
      LockSupport.parkNanos(until.left().toNanos());
    }
  }
}
