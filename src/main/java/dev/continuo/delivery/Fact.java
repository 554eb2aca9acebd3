package dev.continuo.delivery;

import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import java.util.Locale;
import java.util.Optional;

/**
 * What happened to a run or a task, as a receiver is told it.
 *
 * @param task empty when it happened to the run as a whole
 * @param name of the task, or of the run
 * @param status the state that it is in since then, in the word of every surface
 * @param result of a task that succeeded
 * @param reason why; empty when there is nothing to say
 */
public record Fact(
    Kind kind,
    RunId run,
    Optional<TaskId> task,
    String name,
    String status,
    Text result,
    String reason) {
  /** A longer reason is cut; the whole stands with the task. */
  public static final int REASON_CHARS_MAX = 500;

  /** The kinds of facts that a receiver can ask for. */
  public enum Kind {
    /** A run ended, in whatever way. */
    RUN_ENDED,
    TASK_SUCCEEDED,
    TASK_FAILED,
    /** Only a person can move the task. */
    TASK_WAITS;

    /** The kind's word on every surface, such as {@code run-ended}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Fact {
    reason =
        reason.length() <= REASON_CHARS_MAX ? reason : reason.substring(0, REASON_CHARS_MAX) + "…";
  }
}
