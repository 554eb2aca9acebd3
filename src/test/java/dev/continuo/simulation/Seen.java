package dev.continuo.simulation;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.launch.LaunchPart;
import dev.continuo.question.QuestionPart;
import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Result;
import dev.continuo.task.Revision;
import dev.continuo.task.TakenOver;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.TurnId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task as the log tells it, without a line of the engine's. */
final class Seen {
  /** Where it stands. */
  enum Stand {
    PENDING,
    QUEUED,
    RUNNING,
    PAUSED,
    SUSPENDED,
    VERIFYING,
    BLOCKED,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    SKIPPED;

    boolean ended() {
      return compareTo(SUCCEEDED) >= 0;
    }
  }

  final TaskId id;
  TaskSpec spec;
  final Set<Latch> latches = new HashSet<>();

  /** The gates that passed on the newest claim. */
  final Set<Integer> passed = new HashSet<>();

  /** Those that it did not pass, and that are only advice. */
  final Set<Integer> warned = new HashSet<>();

  Stand stand = Stand.PENDING;
  boolean backoff;

  /** Whether what it is queued for is another turn of its attempt. */
  boolean resumes;

  boolean revised;
  boolean held;
  boolean answered;

  /** The rounds that are asked for now, by the door. */
  final Map<Door, Integer> approvals = new EnumMap<>(Door.class);

  /** The doors that were approved: START since the last reopening, FINISH since the claim. */
  final Set<Door> approved = new HashSet<>();

  /** Whether it waits for another turn of the same attempt. */
  boolean again;

  int fence;
  int attempt;
  int claimed;
  @Nullable TurnId turn;
  @Nullable TurnId unswept;
  Result result = Result.NONE;

  Seen(TaskId id, TaskSpec spec) {
    this.id = id;
    this.spec = spec;
  }

  /** What somebody has made of it before it started. */
  void revise(Revision by) {
    revised = true;
    spec =
        new TaskSpec(
            spec.name(),
            spec.kind(),
            spec.work(),
            by.needs().orElse(spec.needs()),
            spec.env(),
            spec.workdir(),
            by.timeout().orElse(spec.timeout()),
            spec.retries(),
            by.priority().orElse(spec.priority()),
            spec.locks(),
            spec.blame(),
            spec.subject(),
            spec.parts());
  }

  /** Whether it lets those go on that need its success. */
  boolean done() {
    return stand == Stand.SUCCEEDED || stand == Stand.SKIPPED;
  }

  /** Whether it was left out, and not because it had been done before. */
  boolean leftOut() {
    return stand == Stand.SKIPPED && spec.part(TakenOver.class).isEmpty();
  }

  /** Whether it waits for somebody to launch it. */
  boolean unlaunched() {
    return waits(LaunchPart.OWNER);
  }

  /** Whether it waits for somebody to approve where it stands. */
  boolean unapproved() {
    return switch (stand) {
      case PENDING -> approvals.containsKey(Door.START);
      case VERIFYING -> approvals.containsKey(Door.FINISH);
      default -> false;
    };
  }

  /** Whether it was approved at this door, if that is asked for. */
  boolean approved(Door door) {
    return approved.contains(door) || !Agreement.asks(spec, door);
  }

  /** Whether it waits for somebody to answer its question. */
  boolean unanswered() {
    return waits(QuestionPart.OWNER);
  }

  private boolean waits(String owner) {
    return stand == Stand.PENDING
        && latches.stream().anyMatch(latch -> latch.owner().equals(owner));
  }

  /** Whether nobody has said yet what it does. */
  boolean asks() {
    return !answered && QuestionPart.unanswered(spec);
  }

  /** Whether its newest attempt is not over, though it has no turn. */
  boolean attempting() {
    return switch (stand) {
      case VERIFYING, SUSPENDED -> true;
      case QUEUED -> resumes;
      default -> again;
    };
  }

  boolean holdsLocks() {
    return turn != null || unswept != null;
  }

  List<GateSpec> gates() {
    return spec.part(GatePart.class).map(GatePart::gates).orElse(List.of());
  }

  /** The names of the gates that are only advice. */
  List<String> advisory() {
    return spec.part(GatePart.class).map(GatePart::advisory).orElse(List.of());
  }

  @Override
  public String toString() {
    return spec.name() + " (" + id + ", " + stand + ")";
  }
}
