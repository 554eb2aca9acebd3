package dev.continuo.run;

import dev.continuo.task.TaskId;
import java.util.Locale;
import java.util.Optional;

/** Where a run stands. */
public sealed interface RunState {
  /**
   * Its tasks are still being added; nothing starts.
   *
   * @param next the index of the task that is expected next
   */
  record Accepting(int next) implements RunState {}

  record Running() implements RunState {}

  /** Nothing starts; what runs goes on, unless it was frozen too. */
  record Paused(Cause cause, String reason) implements RunState {}

  /**
   * What has not ended is being cancelled, some tasks a step.
   *
   * @param cursor the index that the next step begins with; {@link #ALL} after the last
   */
  record Ending(Verdict verdict, String reason, int cursor) implements RunState {
    /** Beyond every index. */
    static final int ALL = TaskId.INDEX_MAX + 1;

    /** Whether every task has been told to end. */
    boolean told() {
      return cursor >= ALL;
    }
  }

  /**
   * What ended badly is being given another chance, some tasks a step.
   *
   * @param only the one task that was meant, with those that were cancelled because of it
   * @param then the state after the last step
   */
  record Reopening(int cursor, Optional<TaskId> only, RunState then) implements RunState {}

  record Ended(Verdict verdict, String reason) implements RunState {}

  /** Why a run is paused. */
  enum Cause {
    PERSON,
    FAILURE
  }

  /** How a run ended. */
  enum Verdict {
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /** The state's word on every surface of our own; of an ended run its verdict. */
  default String word() {
    return (this instanceof Ended(var verdict, _) ? verdict.name() : getClass().getSimpleName())
        .toLowerCase(Locale.ROOT);
  }
}
