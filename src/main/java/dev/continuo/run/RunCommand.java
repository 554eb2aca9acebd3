package dev.continuo.run;

import dev.continuo.engine.Budget;
import dev.continuo.engine.Command;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import java.util.List;

/** What can be wished of runs. */
public sealed interface RunCommand extends Command {
  /** How many tasks one command may bring; they may weigh no more than a step's budget, too. */
  int TASKS_MAX = 500;

  /** The tasks from the front that one command may bring: at least one. */
  static List<TaskSpec> piece(List<TaskSpec> tasks) {
    return Budget.first(tasks.subList(0, Math.min(tasks.size(), TASKS_MAX)), TaskSpec::weight);
  }

  /**
   * Starts a run with the first of its tasks; when {@code spec.total()} says that there are more,
   * the run asks for them.
   */
  record Submit(RunSpec spec, List<TaskSpec> tasks) implements RunCommand {
    public Submit {
      tasks = List.copyOf(tasks);
    }
  }

  /** Brings the next tasks of a run that is being accepted. */
  record Feed(RunId run, int first, List<TaskSpec> tasks) implements RunCommand {
    public Feed {
      tasks = List.copyOf(tasks);
    }
  }

  /** Ends a run of which the rest of the tasks cannot be brought. */
  record GiveUp(RunId run, String reason) implements RunCommand {}

  /**
   * Adds tasks to a run that goes on. They are numbered as they were read, the first with {@code
   * first}: needs below that are tasks of the run, others mean each other. Where others were added
   * meanwhile they move up.
   */
  record Add(RunId run, int first, List<TaskSpec> tasks) implements RunCommand {
    public Add {
      tasks = List.copyOf(tasks);
    }
  }

  /** Says how many attempts of the run may be alive at once. */
  record SetParallel(RunId run, int parallel) implements RunCommand {}

  record Pause(RunId run, Reach reach, String by) implements RunCommand {}

  record Resume(RunId run) implements RunCommand {}

  record Cancel(RunId run, String reason) implements RunCommand {}

  /** Gives everything that ended badly another chance. */
  record Retry(RunId run) implements RunCommand {}

  /** Gives one task another chance, and those that were cancelled because of it. */
  record RetryTask(TaskId task) implements RunCommand {}

  /** A task of the run has failed for good. */
  record NoteFailure(TaskId task, String reason) implements RunCommand {}

  /** Nothing of the run can move any more. */
  record Close(RunId run) implements RunCommand {}

  record Wake(RunId run) implements RunCommand {}

  /** What a pause stops. */
  enum Reach {
    STARTS,
    /** Running processes too. */
    PROCESSES
  }
}
