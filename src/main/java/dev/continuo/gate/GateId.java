package dev.continuo.gate;

import dev.continuo.task.TaskId;
import java.util.Comparator;

/** The gate at {@code index} of a task. */
public record GateId(TaskId task, int index) implements Comparable<GateId> {
  private static final Comparator<GateId> ORDER =
      Comparator.comparing(GateId::task).thenComparing(GateId::index);

  @Override
  public int compareTo(GateId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return task + "/" + index;
  }
}
