package dev.continuo.gate;

import dev.continuo.engine.Row;
import dev.continuo.task.TaskId;

/**
 * What a gate last said of its task: its row, from the first check on.
 *
 * @param attempt whose claim was checked
 * @param check the task that checked it
 */
public record Gate(GateId id, String name, int attempt, TaskId check, Status status)
    implements Row {
  /** How a check stands. */
  public enum Status {
    CHECKING,
    PASSED,
    REJECTED,
    /** It did not pass, and that was only told. */
    WARNED,
    /** Nobody waits for its verdict any more. */
    DROPPED
  }

  Gate as(Status now) {
    return new Gate(id, name, attempt, check, now);
  }
}
