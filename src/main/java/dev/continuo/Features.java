package dev.continuo;

import dev.continuo.dispatch.Dispatch;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Tables;
import dev.continuo.gate.Gates;
import dev.continuo.run.Runs;
import dev.continuo.task.Tasks;
import java.util.List;

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

  /** An engine over these features. */
  public Engine engine() {
    return new Engine(tables, inOrder());
  }
}
