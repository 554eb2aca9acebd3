package dev.continuo.worker;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that owns a worker's state; it sleeps until there is work or a time has come. */
final class Loop implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Loop.class.getName());
  private static final int CLOSE_SECONDS_MAX = 30;

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("worker-loop").daemon().factory());

  Loop() {
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void post(Runnable act) {
    post(Duration.ZERO, act);
  }

  /** Runs the act on the loop's thread after the delay; dropped when the loop is closed by then. */
  void post(Duration delay, Runnable act) {
    try {
      var _ = thread.schedule(() -> run(act), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      // Closed: what is not done now is found in the spool by the next worker.
    }
  }

  /** A failed act is logged and leaves the rest alive: the next look at the machine tries again. */
  private static void run(Runnable act) {
    try {
      act.run();
    } catch (Throwable e) { // the thread's top: the executor would swallow it
      LOG.log(Level.ERROR, "worker: an act failed, the next look tries again", e);
    }
  }

  boolean isClosed() {
    return thread.isShutdown();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
