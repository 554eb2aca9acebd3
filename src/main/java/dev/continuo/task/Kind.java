package dev.continuo.task;

/** What a task is for. Progress counts work only. */
public enum Kind {
  WORK,
  /** Does nothing, and holds those together that need it and those that it needs. */
  SYNC,
  /** Checks another task's claim; its failure is a verdict, not a failure of the run. */
  CHECK
}
