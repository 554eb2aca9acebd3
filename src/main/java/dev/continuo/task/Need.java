package dev.continuo.task;

/**
 * An edge: this task waits for the task at {@code index} of the same run, which is always an
 * earlier one, so that needs can form no cycle.
 */
public record Need(int index, On on) {
  /** What satisfies a need. */
  public enum On {
    /** Success, or a branch that was left out on purpose. */
    SUCCEEDED,
    /** Any end: for those who clean up or report. */
    ENDED
  }
}
