package dev.continuo.expansion;

import dev.continuo.engine.Command;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import java.util.List;

/** What can be asked of expansions. */
public sealed interface ExpansionCommand extends Command {
  /**
   * Adds tasks for the next items of a group's list.
   *
   * @param there how many of its items are there already
   * @param count how many it has
   */
  record Expand(TaskId group, int there, int count, List<TaskSpec> items)
      implements ExpansionCommand {
    public Expand {
      items = List.copyOf(items);
    }
  }

  /** The list of the group could not be evaluated. */
  record GiveUp(TaskId group, String reason) implements ExpansionCommand {}

  /** All items of the group have ended. */
  record Complete(TaskId group) implements ExpansionCommand {}
}
