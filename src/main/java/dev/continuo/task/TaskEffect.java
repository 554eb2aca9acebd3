package dev.continuo.task;

import dev.continuo.engine.Effect;

/** What tasks want of the world outside. */
public sealed interface TaskEffect extends Effect {
  /** The turn's process shall be in this condition. */
  record Keep(TurnId turn, Desired desired) implements TaskEffect {}

  /**
   * The task's condition shall be told from what its needs have left, with {@link
   * TaskCommand.Decide}.
   */
  record Judge(TaskId task) implements TaskEffect {}

  /** Somebody shall tell what a group is done for, of which so many items are there. */
  record List(TaskId group, int there) implements TaskEffect {}

  /**
   * What this attempt claims shall be held against the condition that the task is to be done until,
   * with {@link TaskCommand.Assess}.
   */
  record Assess(TaskId task, int attempt) implements TaskEffect {}

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
