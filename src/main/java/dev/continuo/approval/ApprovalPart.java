package dev.continuo.approval;

import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Part;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says where a task waits until a person agrees: before its start, after each claim, or at both.
 *
 * @param before the doors that an approval opens, START or FINISH
 * @param text what the person is asked; empty when the task speaks for itself
 * @param timeout how long anybody has to decide, by the calendar; empty for as long as it takes
 * @param onTimeout what follows when nobody has decided by then
 * @param onReject what follows from a "no" after which no further attempt is made
 * @param roundsMax how often a "no" to what was done sends the task back before that
 */
public record ApprovalPart(
    List<Door> before,
    String text,
    Optional<Duration> timeout,
    Otherwise onTimeout,
    Otherwise onReject,
    int roundsMax)
    implements Part {
  public static final int ROUNDS_DEFAULT = 3;
  public static final int ROUNDS_MAX = 100;

  /** The owner of its latches. */
  public static final String OWNER = "approval";

  public static final Latch START = latch(Door.START);
  public static final Latch FINISH = latch(Door.FINISH);

  /** What becomes of a task that is not approved. */
  public enum Otherwise {
    /** A person has to say how it goes on. */
    BLOCK,
    FAIL
  }

  public ApprovalPart {
    before = List.copyOf(before);
    if (roundsMax < 0 || roundsMax > ROUNDS_MAX) {
      throw new IllegalArgumentException("rounds-max " + roundsMax);
    }
  }

  /** Without a limit of time, and with nothing lost by a "no". */
  public static ApprovalPart before(Door... doors) {
    return new ApprovalPart(
        List.of(doors), "", Optional.empty(), Otherwise.BLOCK, Otherwise.BLOCK, ROUNDS_DEFAULT);
  }

  /** A question, or its withdrawal, and a latch that is put or taken away. */
  @Override
  public int weight() {
    return 2;
  }

  /** The door at which nothing but an approval keeps the task; empty when it is at none. */
  public static Optional<Door> asked(Task task) {
    return switch (task.state()) {
      case State.Pending _ -> only(task, Door.START);
      case State.Verifying _ -> only(task, Door.FINISH);
      case State.Queued _, State.Running _, State.Paused _, State.Suspended _ -> Optional.empty();
      case State.Blocked _, State.Succeeded _, State.Failed _ -> Optional.empty();
      case State.Cancelled _, State.Skipped _ -> Optional.empty();
    };
  }

  private static Optional<Door> only(Task task, Door door) {
    return task.latches(door).equals(List.of(latch(door))) ? Optional.of(door) : Optional.empty();
  }

  static Latch latch(Door door) {
    return new Latch(door, OWNER, ApprovalId.word(door), Mover.PERSON);
  }
}
