package dev.continuo.run;

import dev.continuo.task.Blame;
import dev.continuo.task.Door;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Latch;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import java.util.List;
import java.util.stream.Stream;

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
      case State.Pending _, State.Queued _, State.Suspended _ when task.heldBy().isPresent() ->
          PERSON;
      case State.Pending(var backoff) when backoff.isPresent() -> ACTIVE;
      case State.Pending _ -> behind(task.latches(Door.START), WAITING);
      case State.Queued _ -> QUEUED;
      case State.Running _ -> ACTIVE;
      case State.Suspended _ -> suspended(task);
      case State.Verifying _ -> behind(task.latches(Door.FINISH), VERIFYING);
      case State.Paused _, State.Blocked _ -> PERSON;
      case State.Succeeded _, State.Skipped _ -> work ? SUCCEEDED : CHECKED;
      case State.Cancelled _ -> check ? CHECKED : CANCELLED;
      case State.Failed _ when check || withItsMembers(task) -> CHECKED;
      case State.Failed _ -> task.spec().blame() == Blame.RUN ? FAILED : TOLERATED;
    };
  }

  /** Another turn waits for what a first one waits for as well. */
  private static Standing suspended(Task task) {
    var resume = behind(task.latches(Door.RESUME), VERIFYING);
    var start = behind(task.latches(Door.START), WAITING);
    return Stream.of(ACTIVE, PERSON)
        .filter(standing -> resume == standing || start == standing)
        .findFirst()
        .orElse(resume);
  }

  /** As what a task counts behind closed latches: as whoever can open them. */
  private static Standing behind(List<Latch> latches, Standing byTasks) {
    var standing = WAITING;
    for (var latch : latches) {
      switch (latch.mover()) {
        case PROCESS, CLOCK -> {
          return ACTIVE;
        }
        case PERSON -> standing = PERSON;
        case TASKS -> standing = standing == PERSON ? PERSON : byTasks;
      }
    }
    return standing;
  }

  /** A group whose list could not be evaluated fails itself, any other with its members. */
  private static boolean withItsMembers(Task task) {
    return task.spec().part(GroupPart.class).isPresent() && !task.closed(Door.START);
  }

  /** Whether nothing but a person moves the task, or it has ended. */
  public boolean settled() {
    return switch (this) {
      case PERSON, SUCCEEDED, FAILED, TOLERATED, CANCELLED, CHECKED -> true;
      case WAITING, QUEUED, ACTIVE, VERIFYING -> false;
    };
  }
}
