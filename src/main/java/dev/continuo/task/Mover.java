package dev.continuo.task;

/** Who can change what a task waits for. */
public enum Mover {
  /** Nothing moves until somebody types a command. */
  PERSON,
  /** Time alone. */
  CLOCK,
  /** Something of ours that works on it: a process, an evaluation. */
  PROCESS,
  /** Other tasks, by their ends. */
  TASKS
}
