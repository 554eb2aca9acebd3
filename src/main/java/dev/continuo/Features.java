package dev.continuo;

import dev.continuo.dispatch.Dispatch;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Tables;
import dev.continuo.gate.Gates;
import dev.continuo.run.RunEffect;
import dev.continuo.run.Runs;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All features of the product, in import order: each may use those before it, and none after it.
 *
 * <p>A new feature is a package, its columns in the journal, and one line here.
 */
public record Features(Tables tables, Tasks tasks, Runs runs, Dispatch dispatch, Gates gates) {

  /** A set of features with empty tables. */
  public static Features create() {
    var tables = new Tables();
    var tasks = new Tasks(tables);
    var runs = new Runs(tables, tasks);
    var dispatch = new Dispatch(tables, tasks, runs);
    var gates = new Gates(tables, tasks);
    return new Features(tables, tasks, runs, dispatch, gates);
  }

  /** The features themselves, from left to right. */
  public List<Feature<?, ?>> inOrder() {
    return List.of(tasks, runs, dispatch, gates);
  }

  /** The kinds of effects that the features name; each needs an executor outside. */
  public static List<Class<? extends Effect>> effects() {
    return Stream.of(TaskEffect.class, RunEffect.class)
        .flatMap(of -> Arrays.stream(of.getPermittedSubclasses()))
        .<Class<? extends Effect>>map(kind -> kind.asSubclass(Effect.class))
        .toList();
  }

  /** An engine over these features. */
  public Engine engine() {
    return new Engine(tables, inOrder());
  }
}
