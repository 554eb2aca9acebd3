package dev.continuo.task;

import dev.continuo.engine.Effect;

/** What tasks want of the world outside. */
public sealed interface TaskEffect extends Effect {
  /** The turn's process shall be in this condition. */
  record Keep(TurnId turn, Desired desired) implements TaskEffect {}

  /**
   * The task stands at a door with this latch, whose {@linkplain Latch#mover() mover} is a process:
   * whoever works for the latch's owner shall find out what opens or breaks it.
   *
   * @param attempt the number of the task's newest attempt
   */
  record Resolve(TaskId task, int attempt, Latch latch) implements TaskEffect {}

  /** Conditions of a turn's process. */
  enum Desired {
    RUNNING,
    FROZEN,
    /** Asked to end, and made to end after its grace. */
    STOPPED,
    /** Not one process that it left behind is alive. */
    SWEPT
  }
}
