package dev.continuo.task;

/**
 * Says that nothing is to be done for a task: an earlier run has done it.
 *
 * @param task that of the earlier run, which succeeded there
 * @param result what it said of its work
 */
public record TakenOver(TaskId task, Result result) implements Part {
  /** Why the task is skipped. */
  public String reason() {
    return "taken over from " + task.run();
  }
}
