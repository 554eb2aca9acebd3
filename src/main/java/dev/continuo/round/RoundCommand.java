package dev.continuo.round;

import dev.continuo.engine.Command;
import dev.continuo.task.TaskId;

/** What can be asked of rounds. */
public sealed interface RoundCommand extends Command {
  /** The condition was evaluated over the claim of this attempt. */
  record Assess(TaskId task, int attempt, Assessment assessment) implements RoundCommand {}
}
