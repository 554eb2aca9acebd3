package dev.continuo.approval;

import dev.continuo.task.Door;
import dev.continuo.task.TaskId;
import java.util.Optional;

/**
 * The approval at one door of a task; in public the task's id with {@code .start} or {@code .end}.
 * It is asked for again and again, in rounds.
 */
public record ApprovalId(TaskId task, Door door) implements Comparable<ApprovalId> {
  /** The door's word in plans and on every surface. */
  public static String word(Door door) {
    return switch (door) {
      case START -> "start";
      case RESUME -> "resume";
      case FINISH -> "end";
    };
  }

  /** The approval with this public id; empty when {@code text} is none. */
  public static Optional<ApprovalId> parse(String text) {
    var dot = text.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    for (var door : Door.values()) {
      if (word(door).equals(text.substring(dot + 1))) {
        return TaskId.parse(text.substring(0, dot)).map(task -> new ApprovalId(task, door));
      }
    }
    return Optional.empty();
  }

  /** The approval of this text, which the store has kept. */
  public static ApprovalId stored(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("no id of an approval: " + text));
  }

  /** As their texts are, which is how a store sorts them. */
  @Override
  public int compareTo(ApprovalId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return task + "." + word(door);
  }
}
