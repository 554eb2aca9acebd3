package dev.continuo.server.expression;

import dev.continuo.engine.Command;
import dev.continuo.host.Outcome;
import dev.continuo.host.Reports;
import dev.continuo.run.RunRefusal;
import dev.continuo.server.effect.Attempts;
import dev.continuo.server.effect.EffectExecutor;
import dev.continuo.server.effect.Lanes;
import dev.continuo.server.handover.Left;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Evaluates what tasks ask for, on two threads of its own: one evaluation of a run at a time, and
 * runs take turns, so that no run waits for another's many or slow expressions.
 *
 * <p>Whatever an evaluation ends with, even an {@link Error}, is an answer: its task fails with it.
 */
public final class Evaluations implements EffectExecutor<TaskEffect> {
  private static final int THREADS = 2;

  private final Tasks tasks;
  private final Reports reports;
  private final Map<String, Resolver> resolvers;
  private final Attempts<TaskEffect> attempts;

  /**
   * Evaluates for these tasks.
   *
   * @param loop runs on the loop's thread
   * @param resolvers one for each owner of latches that are opened by an evaluation
   */
  public Evaluations(Tasks tasks, Reports reports, Executor loop, List<Resolver> resolvers) {
    this.tasks = tasks;
    this.reports = reports;
    this.resolvers =
        resolvers.stream().collect(Collectors.toMap(Resolver::owner, Function.identity()));
    this.attempts = new Attempts<>(new Lanes("evaluations", THREADS), loop, new Evaluating());
  }

  /** What is asked for, whoever asks. */
  private record Asked(TaskId task, int attempt, String owner) {
    static Asked of(TaskEffect effect) {
      return switch (effect) {
        case TaskEffect.Judge(var task) -> new Asked(task, 0, ConditionResolver.OWNER);
        case TaskEffect.List(var group, _) -> new Asked(group, 0, ListResolver.OWNER);
        case TaskEffect.Assess(var task, var attempt) ->
            new Asked(task, attempt, UntilResolver.OWNER);
        case TaskEffect.Keep keep -> throw new IllegalStateException("bug: not for me: " + keep);
      };
    }
  }

  @Override
  public Set<Class<? extends TaskEffect>> kinds() {
    return Set.of(TaskEffect.Judge.class, TaskEffect.List.class, TaskEffect.Assess.class);
  }

  @Override
  public void release(TaskEffect effect) {
    attempts.release(effect);
  }

  private Resolver resolver(Asked asked) {
    var resolver = resolvers.get(asked.owner());
    if (resolver == null) {
      throw new IllegalStateException("bug: no resolver for latches of `" + asked.owner() + "`");
    }
    return resolver;
  }

  private final class Evaluating implements Attempts.Duty<TaskEffect> {
    @Override
    public RunId lane(TaskEffect effect) {
      return Asked.of(effect).task().run();
    }

    @Override
    public Optional<Attempts.Act> prepare(TaskEffect effect) {
      var asked = Asked.of(effect);
      var task = tasks.get(asked.task());
      if (task == null || !task.wants().contains(effect)) {
        return Optional.empty();
      }
      var left = Left.to(task, tasks);
      return Optional.of(again -> report(resolver(asked).resolve(task, left), again));
    }

    @Override
    public String delayed(TaskEffect effect) {
      return "task " + Asked.of(effect).task() + ": its expression cannot be evaluated now";
    }

    @Override
    public void failed(TaskEffect effect, Throwable why) {
      var asked = Asked.of(effect);
      var reason = "bug: its evaluation ended with " + why.getClass().getSimpleName();
      report(resolver(asked).failed(asked.task(), asked.attempt(), reason), () -> {});
    }
  }

  /** A run that is busy is told a moment later. */
  private void report(Command answer, Runnable again) {
    reports.report(
        answer,
        outcome -> {
          if (outcome instanceof Outcome.Refused(var refused)
              && refused.why() == RunRefusal.RUN_BUSY) {
            again.run();
          }
        });
  }

  @Override
  public void close() {
    attempts.close();
  }
}
