package dev.continuo.task;

/** Where a task can be made to wait. */
public enum Door {
  /** Before its first attempt, or the next. */
  START,
  /** Between two turns of an attempt. */
  RESUME,
  /** After it has claimed to be done, before that is believed. */
  FINISH
}
