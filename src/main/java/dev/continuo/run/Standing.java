package dev.continuo.run;

import dev.continuo.task.Blame;
import dev.continuo.task.Door;
import dev.continuo.task.EachPart;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Kind;
import dev.continuo.task.LaunchPart;
import dev.continuo.task.QuestionPart;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.UntilPart;

/** As what a task counts in its run. */
public enum Standing {
  /** Only other tasks can move it. */
  WAITING,
  /** Starts as soon as its run and its limits allow. */
  QUEUED,
  /** A process, or a clock, or the owner of a latch is at work on it. */
  ACTIVE,
  /** Its checks move it, and they are counted themselves. */
  VERIFYING,
  /** Only a person can move it. */
  PERSON,
  SUCCEEDED,
  FAILED,
  /** Failed, and that is none of the run's business. */
  TOLERATED,
  CANCELLED,
  /**
   * A check that ended, in whatever way, or what held others together and let them go; of a group
   * that failed, the members are counted.
   */
  CHECKED;

  /** Derived from the task's row alone. */
  public static Standing of(Task task) {
    var check = task.spec().kind() == Kind.CHECK;
    var work = task.spec().kind() == Kind.WORK;
    return switch (task.state()) {
      case State.Pending _, State.Queued _ when task.heldBy().isPresent() -> PERSON;
      case State.Pending _ when LaunchPart.waits(task) || QuestionPart.waits(task) -> PERSON;
      case State.Pending _ when EachPart.gathering(task) -> WAITING;
      case State.Pending(var backoff) -> backoff.isPresent() || latched(task) ? ACTIVE : WAITING;
      case State.Queued _ -> QUEUED;
      case State.Running _ -> ACTIVE;
      case State.Verifying _ -> UntilPart.asked(task) ? ACTIVE : VERIFYING;
      case State.Paused _, State.Blocked _ -> PERSON;
      case State.Succeeded _, State.Skipped _ -> work ? SUCCEEDED : CHECKED;
      case State.Cancelled _ -> check ? CHECKED : CANCELLED;
      case State.Failed _ when check || withItsMembers(task) -> CHECKED;
      case State.Failed _ -> task.spec().blame() == Blame.RUN ? FAILED : TOLERATED;
    };
  }

  /** What a group fails of that was never asked for its list, or has it. */
  private static boolean withItsMembers(Task task) {
    return task.spec().part(GroupPart.class).isPresent() && EachPart.untold(task).isEmpty();
  }

  private static boolean latched(Task task) {
    return task.closed(Door.START);
  }
}
