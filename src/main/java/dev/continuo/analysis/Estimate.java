package dev.continuo.analysis;

import dev.continuo.plan.Packets;

/**
 * How many files a task will touch.
 *
 * @param certain whether it is not more
 */
public record Estimate(int files, Certainty certain) {
  /** How well a number is known. */
  public enum Certainty {
    ALL,
    AT_LEAST
  }

  /** {@code 3}, or {@code 3+} when it may be more. */
  public String words() {
    return files + (certain == Certainty.ALL ? "" : "+");
  }

  public Size size(Packets packets) {
    return Size.of(files, packets);
  }
}
