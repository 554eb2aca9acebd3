package dev.continuo.round;

import dev.continuo.task.Text;

/** What the condition of {@code until} says of a claim. */
public sealed interface Assessment {
  record Done() implements Assessment {}

  /** The condition is false; the next attempt gets the findings. */
  record Again(Text findings, String reason) implements Assessment {}

  /** The condition could not be evaluated, which must not pass for an answer. */
  record Fail(String reason) implements Assessment {}
}
