package dev.continuo.host;

import dev.continuo.Features;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Batch;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Tables;
import dev.continuo.journal.ForwardingJournal;
import dev.continuo.journal.Journal;
import dev.continuo.journal.MemoryJournal;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * The real engine and loop on their thread, over a journal in memory that can be made to fail; for
 * tests of what stands around them. Nothing executes turns but the test itself.
 */
public final class LiveEngine implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final int OUTCOME_SECONDS_MAX = 20;

  private final Features features = Features.create();
  private final FullableJournal journal = new FullableJournal(features.tables());
  private final Commits commits = new Commits();
  private final NavigableMap<RunId, Run> runs = new ConcurrentSkipListMap<>();
  private final NavigableMap<TaskId, Task> tasks = new ConcurrentSkipListMap<>();
  private final CompletableFuture<Throwable> bug = new CompletableFuture<>();
  private final Loop loop;
  private final LoopThread thread;

  public LiveEngine() {
    loop =
        new Loop(
            features.tables(),
            features.engine(),
            journal,
            () -> new Moment(NOW, Duration.ofNanos(System.nanoTime()), 7),
            new Mirror());
    loop.start();
    thread = new LoopThread(loop, bug::complete);
    thread.start();
  }

  public Gateway gateway() {
    return thread;
  }

  public Commits commits() {
    return commits;
  }

  public Journal journal() {
    return journal;
  }

  public NavigableMap<RunId, Run> runs() {
    return runs;
  }

  public NavigableMap<TaskId, Task> tasks() {
    return tasks;
  }

  /** Living attempts, and how many there may be. */
  public int used() {
    return seen(() -> features.dispatch().used());
  }

  public int limit() {
    return seen(() -> features.dispatch().limit());
  }

  public boolean serving() {
    return seen(loop::serving);
  }

  /** Says what a worker would say, and waits until it is durable. */
  public Outcome report(Command command) {
    var told = new CompletableFuture<Outcome>();
    thread.report(command, told::complete);
    var outcome = told.orTimeout(OUTCOME_SECONDS_MAX, TimeUnit.SECONDS).join();
    if (outcome instanceof Outcome.Accepted(_, var sequence)) {
      awaitEvent(sequence);
    }
    return outcome;
  }

  /** Changes the limit of attempts, which leads to one event and to nothing else. */
  public void set(int limit) {
    thread
        .submit(new DispatchCommand.SetLimit(Limit.ATTEMPTS, limit % 2), Caller.ENGINE)
        .orTimeout(OUTCOME_SECONDS_MAX, TimeUnit.SECONDS)
        .join();
  }

  /** Waits until the rows of this event can be read. */
  public void awaitEvent(long sequence) {
    try {
      if (commits.awaitAfter(sequence - 1, Duration.ofSeconds(OUTCOME_SECONDS_MAX)) < sequence) {
        throw new AssertionError("event " + sequence + " does not come");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /** Lets every write fail until {@link #repair}. */
  public void fill() {
    journal.full = true;
  }

  public void repair() {
    journal.full = false;
  }

  private <T> T seen(java.util.function.Supplier<T> look) {
    return thread.inspect(look).orTimeout(OUTCOME_SECONDS_MAX, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    thread.close();
    journal.close();
    if (bug.isDone()) {
      throw new AssertionError("the loop broke", bug.join());
    }
  }

  /** Keeps the committed rows where any thread may read them. */
  private final class Mirror implements Outside {
    @Override
    public void release(List<Effect> effects) {}

    @Override
    public void committed(Batch batch) {
      for (var change : batch.changes()) {
        switch (change.after()) {
          case Run run -> runs.put(run.id(), run);
          case Task task -> tasks.put(task.id(), task);
          case null, default -> {}
        }
      }
      commits.advance(batch.events().getLast().sequence());
    }
  }

  private static final class FullableJournal extends ForwardingJournal {
    private volatile boolean full;

    FullableJournal(Tables tables) {
      super(new MemoryJournal(tables));
    }

    @Override
    public Head head() {
      if (full) {
        throw new Unavailable("the disk is full", new IllegalStateException("full"));
      }
      return super.head();
    }

    @Override
    public Appended append(Batch batch) {
      return full ? new Appended.Failed("the disk is full") : super.append(batch);
    }
  }
}
