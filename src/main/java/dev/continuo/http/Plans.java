package dev.continuo.http;

import dev.continuo.plan.Problem;
import dev.continuo.run.RunCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** Compiles a submitted plan; all that is long of it is stored when this returns. */
@FunctionalInterface
public interface Plans {
  Compiled compile(Submitted submitted);

  /**
   * A plan as somebody handed it in.
   *
   * @param plan the text of its file
   * @param file its name, for messages
   * @param project the folder that its tasks work in
   * @param env what was captured of the caller's environment
   */
  record Submitted(String plan, String file, Path project, SortedMap<String, String> env) {}

  /** What came of it. */
  sealed interface Compiled {
    record Good(RunCommand.Submit command) implements Compiled {}

    /**
     * It cannot be run.
     *
     * @param more how many other problems there are
     */
    record Bad(List<Problem> problems, int more) implements Compiled {
      public Bad {
        problems = List.copyOf(problems);
      }
    }
  }
}
