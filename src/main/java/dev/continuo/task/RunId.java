package dev.continuo.task;

import java.util.Optional;

/** A run's number in this store, counted from 1; in public {@code r-} and six characters. */
public record RunId(long number) implements Comparable<RunId> {
  public RunId {
    if (number < 1 || number >= 1L << PublicCode.RUN_BITS) {
      throw new IllegalArgumentException("run number " + number);
    }
  }

  /** The run with this public id; empty when {@code text} is none. */
  public static Optional<RunId> parse(String text) {
    if (!text.startsWith("r-")) {
      return Optional.empty();
    }
    var number = PublicCode.run(text.substring(2));
    return number.isPresent() && number.getAsLong() > 0
        ? Optional.of(new RunId(number.getAsLong()))
        : Optional.empty();
  }

  /** The id of this run's task at {@code index}. */
  public TaskId task(int index) {
    return TaskId.of(this, index);
  }

  @Override
  public int compareTo(RunId other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "r-" + PublicCode.ofRun(number);
  }
}
