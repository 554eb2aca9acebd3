package dev.continuo.host;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** How far the log is durable, for those who wait for more. Safe for any thread. */
public final class Commits {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long head;

  public long head() {
    lock.lock();
    try {
      return head;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until an event after {@code sequence} is durable; returns the head it then sees. */
  public long awaitAfter(long sequence, Duration waitMax) throws InterruptedException {
    return awaitAfter(sequence, () -> false, waitMax);
  }

  /**
   * Waits for an event too, but no longer than until {@code enough}, which is asked after each
   * {@link #wake}.
   */
  public long awaitAfter(long sequence, BooleanSupplier enough, Duration waitMax)
      throws InterruptedException {
    var nanos = waitMax.toNanos();
    lock.lock();
    try {
      while (head <= sequence && !enough.getAsBoolean() && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return head;
    } finally {
      lock.unlock();
    }
  }

  /** Makes those who wait look whether they have waited enough. */
  public void wake() {
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that everything up to {@code sequence} is durable now. */
  public void advance(long sequence) {
    lock.lock();
    try {
      head = Math.max(head, sequence);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
