package dev.continuo.host;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
    var nanos = waitMax.toNanos();
    lock.lock();
    try {
      while (head <= sequence && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return head;
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
