package dev.continuo;

import dev.continuo.approval.Approvals;
import dev.continuo.condition.Conditions;
import dev.continuo.delivery.Deliveries;
import dev.continuo.dispatch.Dispatch;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Tables;
import dev.continuo.expansion.Expansions;
import dev.continuo.gate.Gates;
import dev.continuo.launch.Launches;
import dev.continuo.question.Questions;
import dev.continuo.round.Rounds;
import dev.continuo.run.Runs;
import dev.continuo.sync.SyncPoints;
import dev.continuo.task.Tasks;
import java.util.List;

/**
 * All features of the product, in import order: each may use those before it, and none after it.
 *
 * <p>A new feature is a package, its columns in the journal, and one line here.
 */
public record Features(
    Tables tables,
    Tasks tasks,
    Runs runs,
    Dispatch dispatch,
    Conditions conditions,
    Expansions expansions,
    Rounds rounds,
    Questions questions,
    SyncPoints syncPoints,
    Launches launches,
    Gates gates,
    Approvals approvals,
    Deliveries deliveries) {

  /** A set of features with empty tables. */
  public static Features create() {
    var tables = new Tables();
    var tasks = new Tasks(tables);
    var runs = new Runs(tables, tasks);
    return new Features(
        tables,
        tasks,
        runs,
        new Dispatch(tables, tasks, runs),
        new Conditions(tasks),
        new Expansions(tasks, runs),
        new Rounds(tasks),
        new Questions(tasks),
        new SyncPoints(tasks),
        new Launches(tasks, runs),
        new Gates(tables, tasks),
        new Approvals(tables, tasks),
        new Deliveries(tables, tasks, runs));
  }

  /** The features themselves, from left to right. */
  public List<Feature<?, ?>> inOrder() {
    return List.of(
        tasks,
        runs,
        dispatch,
        conditions,
        expansions,
        rounds,
        questions,
        syncPoints,
        launches,
        gates,
        approvals,
        deliveries);
  }

  /** The kinds of effects that the features name; each needs an executor outside. */
  public List<Class<? extends Effect>> effects() {
    return inOrder().stream()
        .<Class<? extends Effect>>flatMap(of -> of.effects().stream())
        .toList();
  }

  /** An engine over these features. */
  public Engine engine() {
    return new Engine(tables, inOrder());
  }
}
