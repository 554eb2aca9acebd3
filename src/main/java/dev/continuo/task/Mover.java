package dev.continuo.task;

/** Who can open a latch. */
public enum Mover {
  /** Only a person: an approval, an answer, a launch. */
  PERSON,
  /** Time alone: a schedule, the reset of a rate limit. */
  CLOCK,
  /** Something that runs outside for it, such as the evaluation of an expression. */
  PROCESS,
  /** Other tasks, which are counted themselves: checks, items of a list, children. */
  TASKS
}
