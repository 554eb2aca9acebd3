package dev.continuo.server.submission;

import dev.continuo.host.Reports;
import dev.continuo.journal.Journal;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunEffect;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tasks of large plans, some at a time, as their runs ask for them: the plan's text is
 * durable, and reading it again gives the same tasks. A plan that cannot be read now is read later,
 * as long as its run asks for it.
 */
public final class Feeder implements AutoCloseable {
  /** Between two attempts to read a plan. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(Feeder.class.getName());

  private record Known(Text plan, List<TaskSpec> tasks) {}

  private final Function<RunId, @Nullable Text> plans;
  private final Function<Text, List<TaskSpec>> compile;
  private final Executor loop;
  private final Reports reports;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("feeder").daemon().factory());
  private @Nullable Known last;

  /**
   * A feeder that is asked on the loop's thread.
   *
   * @param plans the plan of a run that asks for tasks; called on the loop's thread
   * @param compile the tasks of a stored plan
   * @param loop runs on the loop's thread
   */
  public Feeder(
      Function<RunId, @Nullable Text> plans,
      Function<Text, List<TaskSpec>> compile,
      Executor loop,
      Reports reports) {
    this.plans = plans;
    this.compile = compile;
    this.loop = loop;
    this.reports = reports;
  }

  public void feed(RunEffect.FeedTasks wanted) {
    feed(wanted, 0);
  }

  private void feed(RunEffect.FeedTasks wanted, int failures) {
    var plan = plans.apply(wanted.run());
    if (plan != null) {
      run(() -> feed(wanted, plan, failures), Duration.ZERO);
    }
  }

  private void feed(RunEffect.FeedTasks wanted, Text plan, int failures) {
    List<TaskSpec> tasks;
    try {
      tasks = tasks(plan);
    } catch (UncheckedIOException | Journal.Unavailable trouble) {
      if (failures == 0) {
        LOG.log(
            System.Logger.Level.WARNING,
            "run {0}: its plan cannot be read now, {1}",
            wanted.run(),
            trouble.getMessage());
      }
      run(() -> loop.execute(() -> feed(wanted, failures + 1)), AGAIN);
      return;
    }
    var to = Math.min(tasks.size(), wanted.next() + RunCommand.TASKS_MAX);
    if (wanted.next() >= to) {
      return;
    }
    if (to == tasks.size()) {
      last = null;
    }
    var some = tasks.subList(wanted.next(), to);
    reports.report(new RunCommand.Feed(wanted.run(), wanted.next(), some), _ -> {});
  }

  private List<TaskSpec> tasks(Text plan) {
    var known = last;
    if (known == null || !known.plan.equals(plan)) {
      known = new Known(plan, compile.apply(plan));
      last = known;
    }
    return known.tasks;
  }

  private void run(Runnable act, Duration later) {
    try {
      var _ = thread.schedule(() -> told(act), later.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // closing: the run asks again after the next start
    }
  }

  /** What goes wrong is told here, for nobody looks at what becomes of a scheduled act. */
  private static void told(Runnable act) {
    try {
      act.run();
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "bug: a run is not given its tasks", bug);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
