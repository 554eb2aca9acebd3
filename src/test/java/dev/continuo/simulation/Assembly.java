package dev.continuo.simulation;

import dev.continuo.dispatch.Dispatch;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Tables;
import dev.continuo.gate.Gates;
import dev.continuo.host.Outside;
import dev.continuo.host.Submission;
import dev.continuo.journal.Journal;
import dev.continuo.run.Runs;
import dev.continuo.task.Tasks;
import java.util.List;

/** How a server is put together: rightly. Each planted fault does one thing of it wrong. */
public class Assembly {
  /** The features, each with those that it knows. */
  public record Core(Tables tables, Tasks tasks, Runs runs, Dispatch dispatch, Gates gates) {
    static Core create() {
      var tables = new Tables();
      var tasks = new Tasks(tables);
      var runs = new Runs(tables, tasks);
      var dispatch = new Dispatch(tables, tasks, runs);
      dispatch.register(new Folders());
      return new Core(tables, tasks, runs, dispatch, new Gates(tables, tasks));
    }
  }

  /** The features in their order. */
  public List<Feature<?, ?>> features(Core core) {
    return List.of(core.tasks(), core.runs(), core.dispatch(), core.gates());
  }

  /** What the loop gets as its journal. */
  public Journal journal(Journal journal, Core core, Outside outside) {
    return journal;
  }

  /** What reaches the loop of what a client hands in. */
  public Submission request(Submission submission) {
    return submission;
  }

  /** Whether a worker that says that it has swept has done so. */
  public boolean sweeps() {
    return true;
  }
}
