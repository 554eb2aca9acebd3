package dev.continuo.task;

import dev.continuo.engine.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to tasks. */
public sealed interface TaskEvent extends Event {
  TaskId task();

  record Submitted(TaskId task, TaskSpec spec) implements TaskEvent {}

  record Changed(TaskId task, Revision revision) implements TaskEvent {}

  /** The task got its work, with the part that says why. */
  record Assigned(TaskId task, Work work, Part part) implements TaskEvent {}

  record LatchPut(TaskId task, Latch latch) implements TaskEvent {}

  record LatchOpened(TaskId task, Latch latch) implements TaskEvent {}

  /** The latch was taken away without having opened. */
  record LatchWithdrawn(TaskId task, Latch latch) implements TaskEvent {}

  record Queued(TaskId task, State.Place place, State.Next next) implements TaskEvent {}

  /** The task waits for something again. */
  record Dequeued(TaskId task) implements TaskEvent {}

  /** With it the turn has its leases, until it is swept. */
  record Started(
      TaskId task, TurnId turn, Optional<Duration> deadline, List<Lease> leases, String worker)
      implements TaskEvent {
    public Started {
      leases = List.copyOf(leases);
    }

    public Started(TaskId task, TurnId turn, Optional<Duration> deadline) {
      this(task, turn, deadline, List.of(), State.Turn.LOCAL);
    }
  }

  record Launched(TaskId task, TurnId turn, OsProcess process) implements TaskEvent {}

  /** The timeout is over and the task goes on: somebody should look. */
  record Overdue(TaskId task, TurnId turn, Duration after) implements TaskEvent {}

  record StopRequested(TaskId task, TurnId turn, State.Why why, String reason)
      implements TaskEvent {}

  record Paused(TaskId task, Optional<Duration> left, String by) implements TaskEvent {}

  record Resumed(TaskId task, Optional<Duration> deadline) implements TaskEvent {}

  /** Paused before it started. */
  record Held(TaskId task, String by) implements TaskEvent {}

  record Released(TaskId task) implements TaskEvent {}

  record TurnEnded(TaskId task, TurnId turn, Outcome outcome, Exit exit) implements TaskEvent {}

  record Swept(TaskId task, TurnId turn) implements TaskEvent {}

  /** The attempt says that the work is done. */
  record Claimed(TaskId task, int attempt, Result result) implements TaskEvent {}

  record RetryPlanned(TaskId task, Duration until, Duration after) implements TaskEvent {}

  record BackoffEnded(TaskId task) implements TaskEvent {}

  /** The turn ended by nobody's fault; the attempt gets another. */
  record TurnForfeited(TaskId task, Outcome outcome) implements TaskEvent {}

  /**
   * The attempt waits without a process until its RESUME door is open.
   *
   * @param spent how much of its timeout it has used
   */
  record Suspended(TaskId task, Duration spent) implements TaskEvent {}

  /** What was claimed did not hold; another attempt is told what was found. */
  record Reworked(TaskId task, int round, Text findings) implements TaskEvent {}

  record Blocked(TaskId task, String kind, String reason) implements TaskEvent {}

  record Reopened(TaskId task) implements TaskEvent {}

  /** The task is over, save for a recorded retry. */
  sealed interface Ended extends TaskEvent {}

  record Succeeded(TaskId task) implements Ended {}

  record Failed(TaskId task, String reason) implements Ended {}

  record Cancelled(TaskId task, String reason) implements Ended {}

  /** Left out on purpose. */
  record Skipped(TaskId task, String reason) implements Ended {}
}
