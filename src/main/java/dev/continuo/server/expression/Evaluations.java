package dev.continuo.server.expression;

import dev.continuo.engine.Command;
import dev.continuo.engine.Refusal;
import dev.continuo.host.Outcome;
import dev.continuo.host.Reports;
import dev.continuo.run.RunRefusal;
import dev.continuo.server.effect.Attempts;
import dev.continuo.server.effect.EffectExecutor;
import dev.continuo.server.effect.Lanes;
import dev.continuo.server.handover.Left;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.TaskRefusal;
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
public final class Evaluations implements EffectExecutor<TaskEffect.Resolve> {
  private static final int THREADS = 2;

  /** Somebody else has answered, or the run has ended meanwhile. */
  private static final Set<Refusal> LATE =
      Set.of(TaskRefusal.LATCH_NOT_FOUND, TaskRefusal.TASK_NOT_FOUND, RunRefusal.RUN_CLOSED);

  private final Tasks tasks;
  private final Reports reports;
  private final Map<String, Resolver> resolvers;
  private final Attempts<TaskEffect.Resolve> attempts;

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

  @Override
  public Set<Class<? extends TaskEffect.Resolve>> kinds() {
    return Set.of(TaskEffect.Resolve.class);
  }

  @Override
  public void release(TaskEffect.Resolve effect) {
    attempts.release(effect);
  }

  private Resolver resolver(TaskEffect.Resolve wanted) {
    var owner = wanted.latch().owner();
    var resolver = resolvers.get(owner);
    if (resolver == null) {
      throw new IllegalStateException("bug: no resolver for latches of `" + owner + "`");
    }
    return resolver;
  }

  private final class Evaluating implements Attempts.Duty<TaskEffect.Resolve> {
    @Override
    public RunId lane(TaskEffect.Resolve effect) {
      return effect.task().run();
    }

    @Override
    public Optional<Attempts.Act> prepare(TaskEffect.Resolve effect) {
      var task = tasks.get(effect.task());
      if (task == null || !task.wants().contains(effect)) {
        return Optional.empty();
      }
      var left = Left.to(task, tasks);
      return Optional.of(again -> report(effect, resolver(effect).resolve(task, left), again));
    }

    @Override
    public String delayed(TaskEffect.Resolve effect) {
      return "task " + effect.task() + ": its expression cannot be evaluated now";
    }

    @Override
    public void failed(TaskEffect.Resolve effect, Throwable why) {
      giveUp(effect, "bug: its evaluation ended with " + why.getClass().getSimpleName());
    }
  }

  /** An answer that cannot be taken fails its task, unless it is only too early or too late. */
  private void report(TaskEffect.Resolve wanted, Command answer, Runnable again) {
    reports.report(
        answer,
        outcome -> {
          switch (outcome) {
            case Outcome.Refused(var refused) when refused.why() == RunRefusal.RUN_BUSY ->
                again.run();
            case Outcome.Refused(var refused) when LATE.contains(refused.why()) -> {}
            case Outcome.Refused(var refused) -> giveUp(wanted, refused.text());
            case Outcome.Broken(var detail) -> giveUp(wanted, detail);
            case Outcome.Accepted _, Outcome.Unavailable _ -> {}
          }
        });
  }

  private void giveUp(TaskEffect.Resolve wanted, String reason) {
    var failure = resolver(wanted).failed(wanted.task(), wanted.attempt(), reason);
    reports.report(failure, _ -> {});
  }

  @Override
  public void close() {
    attempts.close();
  }
}
