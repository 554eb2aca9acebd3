package dev.continuo.host;

import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.host.Submission.Patience;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one thread that owns the loop, the engine and the writing side of the journal. */
public final class LoopThread implements Gateway, Reports, AutoCloseable {
  /** Between two looks at the clock: what it may be late after a jump or a sleep of the machine. */
  private static final Duration IDLE_MAX = Duration.ofSeconds(30);

  private final Loop loop;
  private final Consumer<Throwable> broken;
  private final ConcurrentLinkedQueue<Errand<?>> errands = new ConcurrentLinkedQueue<>();
  private @Nullable Thread thread;
  private volatile boolean closed;

  /** Nobody looks for commands and errands any more: who hands one in takes it back. */
  private volatile boolean ended;

  /** {@code broken} hears of a bug that makes the loop stop for good. */
  public LoopThread(Loop loop, Consumer<Throwable> broken) {
    this.loop = loop;
    this.broken = broken;
  }

  /** Begins to decide; what was offered before waits until then. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("engine").start(this::run);
    }
  }

  @Override
  public CompletableFuture<Outcome> submit(Command command, Caller caller) {
    var outcome = new CompletableFuture<Outcome>();
    offer(new Submission(command, caller, Patience.REFUSE, outcome::complete));
    return outcome;
  }

  @Override
  public void report(Command command, Consumer<Outcome> told) {
    offer(new Submission(command, Caller.ENGINE, Patience.KEEP, told));
  }

  /**
   * Looks at the engine's state, or uses the store, between two steps; cancelled when it takes none
   * any more. What the look throws is told to whoever asked for it, and is no bug of the loop's.
   */
  public <T> CompletableFuture<T> inspect(Supplier<T> look) {
    var errand = new Errand<>(look, new CompletableFuture<>());
    errands.add(errand);
    wake();
    if (ended && errands.remove(errand)) {
      errand.seen.cancel(false);
    }
    return errand.seen;
  }

  /** Runs an act between two steps; not at all when the loop takes none any more. */
  public void execute(Runnable act) {
    var _ =
        inspect(
            () -> {
              act.run();
              return true;
            });
  }

  private record Errand<T>(Supplier<T> look, CompletableFuture<T> seen) {
    void run() {
      try {
        seen.complete(look.get());
      } catch (RuntimeException failure) {
        seen.completeExceptionally(failure);
      }
    }
  }

  /** Decides nothing more if {@code idle} holds between two steps; tells whether it did. */
  public CompletableFuture<Boolean> closeIf(BooleanSupplier idle) {
    return inspect(
        () -> {
          closed = closed || idle.getAsBoolean();
          return closed;
        });
  }

  private void offer(Submission submission) {
    if (closed) {
      turnAway(submission);
      return;
    }
    loop.offer(submission);
    wake();
    if (ended && loop.withdraw(submission)) {
      turnAway(submission);
    }
  }

  private static void turnAway(Submission submission) {
    submission.told().accept(new Outcome.Unavailable("the server is stopping"));
  }

  private void wake() {
    var current = thread;
    if (current != null) {
      LockSupport.unpark(current);
    }
  }

  private void run() {
    try {
      while (!closed) {
        var errand = errands.poll();
        if (errand != null) {
          errand.run();
          continue;
        }
        if (!loop.step() && errands.isEmpty() && !closed) {
          var idle = loop.idleFor().filter(time -> time.compareTo(IDLE_MAX) < 0).orElse(IDLE_MAX);
          LockSupport.parkNanos(this, Math.max(1, idle.toNanos()));
        }
      }
      ended = true;
      loop.turnAwayAll("the server is stopping");
      runErrands();
    } catch (RuntimeException | Error bug) {
      closed = true;
      ended = true;
      loop.turnAwayAll("the server hit a bug and stops");
      errands.forEach(errand -> errand.seen.cancel(false));
      broken.accept(bug);
    }
  }

  private void runErrands() {
    for (var errand = errands.poll(); errand != null; errand = errands.poll()) {
      errand.run();
    }
  }

  /** Returns when the last batch is decided and told. */
  @Override
  public void close() {
    closed = true;
    wake();
    var current = thread;
    if (current != null && current != Thread.currentThread()) {
      try {
        current.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
