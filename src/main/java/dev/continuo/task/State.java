package dev.continuo.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Where a task stands. What it knows only there is kept there. */
public sealed interface State {
  /** Waits for a START latch, its needs, or the end of a back-off. */
  record Pending(Optional<Duration> backoffUntil) implements State {}

  /** Nothing but capacity keeps it from starting. */
  record Queued(Instant since, Place place, Next next) implements State {}

  /** Its turn's process is to run, or to end. */
  record Running(Turn turn, Activity activity) implements State {}

  /**
   * Its process stands still.
   *
   * @param left what is left of the timeout
   */
  record Paused(Turn turn, Activity activity, Optional<Duration> left, String by)
      implements State {}

  /** Between two turns of its attempt, without a process; a RESUME latch is closed. */
  record Suspended() implements State {}

  /** Claims to be done; a FINISH latch is closed. */
  record Verifying(int attempt) implements State {}

  /** Only a person can move it. */
  record Blocked(String kind, String reason) implements State {}

  record Succeeded() implements State {}

  record Failed(String reason) implements State {}

  record Cancelled(String reason) implements State {}

  /** Left out on purpose. Satisfies needs; never used for a failure. */
  record Skipped(String reason) implements State {}

  /** Which end of its priority a queued task joins. */
  enum Place {
    HEAD,
    TAIL
  }

  /** What a start begins. */
  enum Next {
    ATTEMPT,
    /** Another turn of the attempt: after a loss, an interruption or a suspension. */
    TURN
  }

  /**
   * The turn that holds the fence.
   *
   * @param deadline on the awake clock; empty once somebody was told
   * @param worker the name of the worker that executes it
   */
  record Turn(TurnId id, Instant since, Optional<Duration> deadline, String worker) {
    /** The worker that is a part of the server. */
    public static final String LOCAL = "local";

    Turn until(Optional<Duration> other) {
      return new Turn(id, since, other, worker);
    }
  }

  /** What a running turn is doing. */
  sealed interface Activity {
    /** To be launched; whether it is, nobody has said yet. */
    record Starting() implements Activity {}

    record Working(OsProcess process) implements Activity {}

    record Stopping(Why why, String reason) implements Activity {}
  }

  /** Why a turn is being stopped. */
  enum Why {
    TIMEOUT,
    SHUTDOWN,
    CANCEL
  }

  default boolean terminal() {
    return switch (this) {
      case Succeeded _, Failed _, Cancelled _, Skipped _ -> true;
      case Pending _, Queued _, Running _, Paused _, Suspended _, Verifying _, Blocked _ -> false;
    };
  }

  /** The state's word on every surface of our own. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
