package dev.continuo.gate;

import dev.continuo.engine.Command;
import dev.continuo.task.TaskId;

/** What can be wished of gates; all of it follows from facts about tasks. */
public sealed interface GateCommand extends Command {
  /** Closes the gates of a task that are not closed. */
  record Arm(TaskId task) implements GateCommand {}

  /** Starts the checks of a claim. */
  record Check(TaskId task, int attempt) implements GateCommand {}

  /** A check has ended: the gate opens, or the claim is rejected. */
  record Conclude(TaskId check) implements GateCommand {}

  /** The task needs no verdict any more. */
  record Drop(TaskId task) implements GateCommand {}

  record Wake(GateId gate) implements GateCommand {}
}
