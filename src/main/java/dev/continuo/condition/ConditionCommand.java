package dev.continuo.condition;

import dev.continuo.engine.Command;
import dev.continuo.task.TaskId;

/** What can be asked of conditions. */
public sealed interface ConditionCommand extends Command {
  /** The condition of the task was evaluated. */
  record Decide(TaskId task, Choice choice) implements ConditionCommand {}
}
