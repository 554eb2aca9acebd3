package dev.continuo.run;

import java.util.function.ToIntFunction;

/** How many tasks of a run stand where. */
public interface Counts {
  int of(Standing standing);

  /** Counts that are kept elsewhere, such as those that a query has answered. */
  static Counts by(ToIntFunction<Standing> of) {
    return of::applyAsInt;
  }

  default boolean allEnded() {
    return still() && of(Standing.WAITING) == 0;
  }

  /** Nothing moves, and nothing that somebody outside the run could move is left. */
  default boolean still() {
    return of(Standing.QUEUED) == 0
        && of(Standing.ACTIVE) == 0
        && of(Standing.VERIFYING) == 0
        && of(Standing.PERSON) == 0;
  }

  /** Whether nothing of a run in this state can move before a person decides something. */
  default boolean stuck(RunState state) {
    return of(Standing.ACTIVE) == 0
        && switch (state) {
          case RunState.Running _ -> of(Standing.QUEUED) == 0 && of(Standing.PERSON) > 0;
          case RunState.Paused _ -> true;
          case RunState.Accepting _, RunState.Ending _, RunState.Reopening _ -> false;
          case RunState.Ended _ -> false;
        };
  }
}
