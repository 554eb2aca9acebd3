package dev.continuo.operation;

import dev.continuo.plan.Problem;
import dev.continuo.plan.TasksFile;
import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.task.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Compiles plans; all that is long of them is stored when a method returns. */
public interface Plans {
  /** A plan that becomes a run. */
  Compiled<Submission> compile(Submitted submitted);

  /** A plan whose tasks are added to a run. */
  Compiled<RunCommand.Add> compile(Added added);

  /** Keeps a text that stands in a command. */
  Text keep(String text);

  /**
   * A plan as somebody handed it in.
   *
   * @param plan the text of its file; null for that of the run that it follows
   * @param file its name, for messages
   * @param project the folder that its tasks work in
   * @param env what was captured of the caller's environment
   * @param inputs what was given for the plan's inputs
   * @param from the ended run whose work need not be done again
   * @param tasks those of a plan that is the configuration of a pattern
   */
  record Submitted(
      @Nullable String plan,
      String file,
      Path project,
      SortedMap<String, String> env,
      SortedMap<String, String> inputs,
      Optional<Run> from,
      Optional<TasksFile> tasks) {}

  /**
   * What a plan became.
   *
   * @param takenOver how many of its tasks the run that it follows has done
   * @param leftOut how many tasks that run had beside those of the plan
   */
  record Submission(RunCommand.Submit command, int takenOver, int leftOut) {}

  /**
   * Tasks for a run that goes on.
   *
   * @param inputs what was given for the plan's inputs
   */
  record Added(String plan, String file, SortedMap<String, String> inputs, Run to) {}

  /** What came of a plan. */
  sealed interface Compiled<C> {
    record Good<C>(C command) implements Compiled<C> {}

    /**
     * It cannot be run.
     *
     * @param more how many other problems there are
     */
    record Bad<C>(List<Problem> problems, int more) implements Compiled<C> {
      public Bad {
        problems = List.copyOf(problems);
      }
    }
  }
}
