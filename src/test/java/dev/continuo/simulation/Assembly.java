package dev.continuo.simulation;

import dev.continuo.Features;
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
  /** The features, as the program has them. */
  public record Core(Features features) {
    static Core create() {
      var features = Features.create();
      features.dispatch().register(new Folders());
      return new Core(features);
    }

    public Tables tables() {
      return features.tables();
    }

    public Tasks tasks() {
      return features.tasks();
    }

    public Runs runs() {
      return features.runs();
    }

    public Dispatch dispatch() {
      return features.dispatch();
    }

    public Gates gates() {
      return features.gates();
    }
  }

  /** The features in their order. */
  public List<Feature<?, ?>> features(Core core) {
    return core.features().inOrder();
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
