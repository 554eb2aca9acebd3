package dev.continuo.condition;

/** What became of a condition. */
public sealed interface Choice {
  /** The task is done. */
  record Do() implements Choice {}

  /** The task is left out. */
  record Skip(String reason) implements Choice {}

  /** The condition could not be evaluated, which must not pass for a choice. */
  record Fail(String reason) implements Choice {}
}
