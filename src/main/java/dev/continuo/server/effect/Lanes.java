package dev.continuo.server.effect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for many lanes. The jobs of a lane run one after another in their order; lanes take
 * turns, one job each, so that a long or slow one holds up no other.
 *
 * <p>A job that throws, whatever it throws, is logged as the bug that it is and is over; its lane
 * goes on.
 */
public final class Lanes implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Lanes.class.getName());

  /** What becomes of a lane when a job has run. */
  public enum Next {
    /** The job is over, the next one may run. */
    DONE,
    /** The job runs again once {@link #proceed} is called, and no other one before it. */
    HELD
  }

  /** Something to do. */
  @FunctionalInterface
  public interface Job {
    Next run();
  }

  private final String name;
  private final ScheduledThreadPoolExecutor threads;

  /** The jobs of one lane that are not over; the first one runs, or is the next to. */
  private record Lane(Object key, Deque<Job> jobs) {}

  /** Guarded by this; lanes without a job are absent. */
  private final Map<Object, Lane> lanes = new HashMap<>();

  /** Guarded by this: lanes whose first job may run, the one that has waited longest first. */
  private final Deque<Lane> ready = new ArrayDeque<>();

  /** Lanes on so many threads of this name. */
  public Lanes(String name, int threads) {
    this.name = name;
    this.threads =
        new ScheduledThreadPoolExecutor(
            threads, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Has the job run when those before it in its lane are over. */
  public void add(Object key, Job job) {
    synchronized (this) {
      var known = lanes.get(key);
      if (known != null) {
        known.jobs().add(job);
        return;
      }
      var lane = new Lane(key, new ArrayDeque<>(List.of(job)));
      lanes.put(key, lane);
      ready.add(lane);
    }
    after(Duration.ZERO, this::next);
  }

  /** Has the first job of a lane run again that was held. */
  public void proceed(Object key) {
    synchronized (this) {
      var held = lanes.get(key);
      if (held == null) {
        throw new IllegalStateException("bug: no job of lane " + key + " is held");
      }
      ready.add(held);
    }
    after(Duration.ZERO, this::next);
  }

  /** Has something small done later, beside all lanes. */
  public void after(Duration wait, Runnable act) {
    try {
      var _ = threads.schedule(() -> guarded(act), wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // closing: whatever this was, it is asked for again after the next start
    }
  }

  private void next() {
    Lane lane;
    Job job;
    synchronized (this) {
      lane = ready.remove();
      job = lane.jobs().element();
    }
    if (run(job) == Next.HELD) {
      return;
    }
    synchronized (this) {
      lane.jobs().remove();
      if (lane.jobs().isEmpty()) {
        lanes.remove(lane.key());
        return;
      }
      ready.add(lane);
    }
    after(Duration.ZERO, this::next);
  }

  private Next run(Job job) {
    try {
      return job.run();
    } catch (Throwable bug) {
      report(bug);
      return Next.DONE;
    }
  }

  private void guarded(Runnable act) {
    try {
      act.run();
    } catch (Throwable bug) {
      report(bug);
    }
  }

  /** Nobody looks at what becomes of a scheduled act, so what goes wrong is told here. */
  private void report(Throwable bug) {
    if (!threads.isShutdown()) {
      LOG.log(System.Logger.Level.ERROR, "bug: a job of `" + name + "` failed", bug);
    }
  }

  /** Begins no more jobs, and interrupts those that run. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Begins no more jobs; those that run come to their end. */
  public void finish() {
    threads.shutdown();
  }
}
