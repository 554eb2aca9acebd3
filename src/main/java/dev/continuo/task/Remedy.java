package dev.continuo.task;

/** What follows from a broken FINISH latch. */
public sealed interface Remedy {
  /** Another attempt, which is told what was found. */
  record Rework(Text findings) implements Remedy {}

  /** A person has to decide. */
  record Block(String kind, String reason) implements Remedy {}

  record Fail(String reason) implements Remedy {}
}
