package dev.continuo.server;

import dev.continuo.host.Reports;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunEffect;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tasks of large plans, some at a time, as their runs ask for them: the plan's text is
 * durable, and reading it again gives the same tasks.
 */
final class Feeder implements AutoCloseable {
  private record Known(Text plan, List<TaskSpec> tasks) {}

  private final Function<RunId, @Nullable Text> plans;
  private final Function<Text, List<TaskSpec>> compile;
  private final Reports reports;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("feeder").daemon().factory());
  private @Nullable Known last;

  /**
   * A feeder that is asked on the loop's thread.
   *
   * @param plans the plan of a run in memory; called on the loop's thread
   * @param compile the tasks of a stored plan
   */
  Feeder(
      Function<RunId, @Nullable Text> plans,
      Function<Text, List<TaskSpec>> compile,
      Reports reports) {
    this.plans = plans;
    this.compile = compile;
    this.reports = reports;
  }

  void feed(RunEffect.FeedTasks wanted) {
    var plan = plans.apply(wanted.run());
    if (plan != null) {
      thread.execute(() -> feed(wanted, plan));
    }
  }

  private void feed(RunEffect.FeedTasks wanted, Text plan) {
    var known = last;
    if (known == null || !known.plan.equals(plan)) {
      known = new Known(plan, compile.apply(plan));
      last = known;
    }
    var to = Math.min(known.tasks.size(), wanted.next() + RunCommand.TASKS_MAX);
    if (wanted.next() >= to) {
      return;
    }
    if (to == known.tasks.size()) {
      last = null;
    }
    var tasks = known.tasks.subList(wanted.next(), to);
    reports.report(new RunCommand.Feed(wanted.run(), wanted.next(), tasks), _ -> {});
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
