package dev.continuo.server;

import dev.continuo.host.LoopThread;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Stops a server that has had nothing to do for some time: nobody asked it anything, no run is open
 * and nothing is left to be swept.
 *
 * <p>Whether there is something to do is looked at between two steps of the engine, which decides
 * nothing more from then on: no run is accepted by a server that goes away.
 */
final class Idle implements AutoCloseable {
  private final Duration after;
  private final Supplier<Duration> unasked;
  private final LoopThread engine;
  private final BooleanSupplier nothingToDo;
  private final Runnable stop;
  private final ScheduledThreadPoolExecutor looks =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("idle").daemon().factory());

  /**
   * Begins to watch.
   *
   * @param unasked how long ago the last request was answered
   * @param nothingToDo asked on the engine's thread
   */
  Idle(
      Duration after,
      Supplier<Duration> unasked,
      LoopThread engine,
      BooleanSupplier nothingToDo,
      Runnable stop) {
    this.after = after;
    this.unasked = unasked;
    this.engine = engine;
    this.nothingToDo = nothingToDo;
    this.stop = stop;
    looks.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    lookIn(after);
  }

  private void lookIn(Duration time) {
    var _ = looks.schedule(this::look, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look() {
    var left = after.minus(unasked.get());
    if (left.isPositive()) {
      lookIn(left);
      return;
    }
    if (engine.closeIf(nothingToDo).join()) {
      stop.run();
    } else {
      lookIn(after);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
