package dev.continuo.task;

/** What follows from a broken latch. The latch stays closed, for a later attempt of the task. */
public sealed interface Remedy {
  /** Another attempt, which gets the findings. */
  record Rework(Text findings) implements Remedy {}

  /** A person has to decide. */
  record Block(String kind, String reason) implements Remedy {}

  record Fail(String reason) implements Remedy {}

  /** The task is left out on purpose. */
  record Skip(String reason) implements Remedy {}
}
