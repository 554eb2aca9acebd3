package dev.continuo.task;

import java.util.List;

/** What a task is for. Progress counts work only. */
public enum Kind {
  WORK,
  /** Does nothing, and holds those together that need it and those that it needs. */
  SYNC,
  /** Checks another task's claim; its failure is a verdict, not a failure of the run. */
  CHECK;

  /** How many of these tasks are of this kind. */
  public int count(List<TaskSpec> tasks) {
    return (int) tasks.stream().filter(task -> task.kind() == this).count();
  }
}
