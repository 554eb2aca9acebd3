package dev.continuo.server.submission;

import dev.continuo.host.Outcome;
import dev.continuo.host.Reports;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunEffect;
import dev.continuo.run.RunRefusal;
import dev.continuo.server.effect.Attempts;
import dev.continuo.server.effect.EffectExecutor;
import dev.continuo.server.effect.Lanes;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tasks of large plans, some at a time, as their runs ask for them: the plan's text is
 * durable, and reading it again gives the same tasks. A plan that cannot be read now is read later,
 * as long as its run asks for it.
 */
public final class Feeder implements EffectExecutor<RunEffect.FeedTasks> {
  private record Known(Text plan, List<TaskSpec> tasks) {}

  private final Function<RunId, @Nullable Text> plans;
  private final Function<Text, List<TaskSpec>> compile;
  private final Reports reports;
  private final Attempts<RunEffect.FeedTasks> attempts;

  /** Used by the one thread of the attempts. */
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
    this.reports = reports;
    this.attempts = new Attempts<>(new Lanes("feeder", 1), loop, new Feeding());
  }

  @Override
  public Set<Class<? extends RunEffect.FeedTasks>> kinds() {
    return Set.of(RunEffect.FeedTasks.class);
  }

  @Override
  public void release(RunEffect.FeedTasks wanted) {
    attempts.release(wanted);
  }

  private final class Feeding implements Attempts.Duty<RunEffect.FeedTasks> {
    @Override
    public Object lane(RunEffect.FeedTasks wanted) {
      return wanted.run();
    }

    @Override
    public Optional<Attempts.Act> prepare(RunEffect.FeedTasks wanted) {
      return Optional.ofNullable(plans.apply(wanted.run())).map(plan -> _ -> feed(wanted, plan));
    }

    @Override
    public String delayed(RunEffect.FeedTasks wanted) {
      return "run " + wanted.run() + ": its plan cannot be read now";
    }

    @Override
    public void failed(RunEffect.FeedTasks wanted, Throwable why) {
      giveUp(wanted, "its plan cannot be read again: " + why.getMessage());
    }
  }

  private void feed(RunEffect.FeedTasks wanted, Text plan) {
    var tasks = tasks(plan);
    if (wanted.next() >= tasks.size()) {
      giveUp(wanted, "its plan has only " + tasks.size() + " tasks when it is read again");
      return;
    }
    var some = RunCommand.piece(tasks.subList(wanted.next(), tasks.size()));
    if (wanted.next() + some.size() == tasks.size()) {
      last = null;
    }
    reports.report(
        new RunCommand.Feed(wanted.run(), wanted.next(), some),
        outcome -> {
          switch (outcome) {
            case Outcome.Refused(var refused) when refused.why() != RunRefusal.RUN_NOT_ACCEPTING ->
                giveUp(wanted, "its tasks cannot be added: " + refused.text());
            case Outcome.Broken(var detail) ->
                giveUp(wanted, "its tasks cannot be added: " + detail);
            case Outcome.Refused _, Outcome.Accepted _, Outcome.Unavailable _ -> {}
          }
        });
  }

  /** No accepted plan waits for ever. */
  private void giveUp(RunEffect.FeedTasks wanted, String reason) {
    reports.report(new RunCommand.GiveUp(wanted.run(), reason), _ -> {});
  }

  private List<TaskSpec> tasks(Text plan) {
    var known = last;
    if (known == null || !known.plan.equals(plan)) {
      known = new Known(plan, compile.apply(plan));
      last = known;
    }
    return known.tasks;
  }

  @Override
  public void close() {
    attempts.close();
  }
}
