package dev.continuo.operation;

import dev.continuo.host.Commits;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Waits for events on behalf of requests, and sends all of them home when the server stops. */
public final class Waits implements AutoCloseable {
  /** The server stops: nobody waits any more. */
  public static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Closed() {
      super("the server stops", null, false, false);
    }
  }

  private final Commits commits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> waiting = new HashSet<>();
  private boolean closed;

  public Waits(Commits commits) {
    this.commits = commits;
  }

  public long head() {
    return commits.head();
  }

  /** Waits until an event after {@code sequence} is durable; returns the head it then sees. */
  public long awaitAfter(long sequence, Duration waitMax) {
    return awaitAfter(sequence, () -> false, waitMax);
  }

  /** Waits for an event, or until {@code enough}, which is asked after each {@link #wake}. */
  long awaitAfter(long sequence, BooleanSupplier enough, Duration waitMax) {
    enter();
    try {
      return commits.awaitAfter(sequence, enough, waitMax);
    } catch (InterruptedException stop) {
      throw new Closed();
    } finally {
      leave();
    }
  }

  void wake() {
    commits.wake();
  }

  private void enter() {
    lock.lock();
    try {
      if (closed) {
        throw new Closed();
      }
      waiting.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      waiting.remove(Thread.currentThread());
      if (closed) {
        // it was meant for the wait that is over, and would break the answer that follows
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
  }
}
