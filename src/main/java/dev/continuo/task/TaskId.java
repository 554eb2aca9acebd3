package dev.continuo.task;

import java.util.Optional;

/**
 * A task: its run's number in the upper bits, its index in the run in the lower 24. In public
 * {@code t-} and eleven characters, of which the first six are its run's.
 */
public record TaskId(long value) implements Comparable<TaskId> {
  static final int INDEX_BITS = 24;

  /** The highest index of a task in a run. */
  public static final int INDEX_MAX = (1 << INDEX_BITS) - 1;

  public TaskId {
    if (value >>> INDEX_BITS == 0) {
      throw new IllegalArgumentException("task " + value + " is in no run");
    }
  }

  public static TaskId of(RunId run, int index) {
    if (index < 0 || index > INDEX_MAX) {
      throw new IllegalArgumentException("task index " + index);
    }
    return new TaskId(run.number() << INDEX_BITS | index);
  }

  /** The task with this public id; empty when {@code text} is none. */
  public static Optional<TaskId> parse(String text) {
    if (!text.startsWith("t-")) {
      return Optional.empty();
    }
    var value = PublicCode.task(text.substring(2));
    return value.isPresent() && value.getAsLong() >>> INDEX_BITS != 0
        ? Optional.of(new TaskId(value.getAsLong()))
        : Optional.empty();
  }

  public RunId run() {
    return new RunId(value >>> INDEX_BITS);
  }

  public int index() {
    return (int) (value & INDEX_MAX);
  }

  @Override
  public int compareTo(TaskId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "t-" + PublicCode.ofTask(value >>> INDEX_BITS, index());
  }
}
