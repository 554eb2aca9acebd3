package dev.continuo.run;

import dev.continuo.engine.Command;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import java.util.List;

/** What can be wished of runs. */
public sealed interface RunCommand extends Command {
  /** How many tasks one command may bring. */
  int TASKS_MAX = 500;

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

  /**
   * Adds tasks for the next items of a group's list.
   *
   * @param there how many of its items are there already
   * @param count how many it has
   */
  record Expand(TaskId group, int there, int count, List<TaskSpec> items) implements RunCommand {
    public Expand {
      items = List.copyOf(items);
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

  /** Lets the first task start that waits for a person. */
  record Launch(RunId run) implements RunCommand {}

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
