package dev.continuo.server;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Command;
import dev.continuo.engine.Effect;
import dev.continuo.engine.StepBug;
import dev.continuo.engine.Tables;
import dev.continuo.host.Commits;
import dev.continuo.host.Outside;
import dev.continuo.run.RunEffect;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.TaskEffect.Keep;
import java.util.List;
import java.util.function.Consumer;

/** Gives what the engine releases to those who make it true. */
final class Released implements Outside {
  private static final System.Logger LOG = System.getLogger(Released.class.getName());

  private final Tables tables;
  private final LocalTurns turns;
  private final Feeder feeder;
  private final Conditions conditions;
  private final Orders orders;
  private final Commits commits;
  private final Consumer<String> fenced;

  /** {@code tables} say whose an effect is. */
  Released(
      Tables tables,
      LocalTurns turns,
      Feeder feeder,
      Conditions conditions,
      Orders orders,
      Commits commits,
      Consumer<String> fenced) {
    this.tables = tables;
    this.turns = turns;
    this.feeder = feeder;
    this.conditions = conditions;
    this.orders = orders;
    this.commits = commits;
    this.fenced = fenced;
  }

  @Override
  public void resume(List<Effect> effects) {
    turns.resume(effects.stream().filter(Keep.class::isInstance).map(Keep.class::cast).toList());
    release(effects);
  }

  @Override
  public void release(List<Effect> effects) {
    for (var effect : effects) {
      try {
        release(effect);
      } catch (RuntimeException | Error bug) {
        throw StepBug.effect(effect, tables, bug);
      }
    }
  }

  private void release(Effect effect) {
    switch (effect) {
      case Keep keep -> turns.keep(keep, orders);
      case TaskEffect.Judge(var task) -> conditions.judge(task);
      case TaskEffect.List(var group, var there) -> conditions.list(group, there);
      case TaskEffect.Assess(var task, var attempt) -> conditions.assess(task, attempt);
      case RunEffect.FeedTasks tasks -> feeder.feed(tasks);
      default -> throw new IllegalStateException("bug: nobody makes " + effect + " true");
    }
  }

  @Override
  public void committed(Batch batch) {
    commits.advance(batch.events().getLast().sequence());
  }

  @Override
  public void kept(Command report, RuntimeException bug) {
    LOG.log(
        System.Logger.Level.ERROR,
        "the report "
            + report.getClass().getSimpleName()
            + " is kept and handed in again later, "
            + bug.getMessage(),
        bug);
  }

  @Override
  public void fenced(String by) {
    fenced.accept(by);
  }
}
