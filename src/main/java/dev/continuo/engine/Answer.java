package dev.continuo.engine;

/** What the engine says to the host that handed it a command. */
public sealed interface Answer {
  /** Decided and applied in memory; true for the world once its batch is committed. */
  record Accepted(Reply reply) implements Answer {}

  record Refused(Decision.Refused decision) implements Answer {}

  /** Nothing was decided: load all rows of {@code home}, then hand the command in again. */
  record Absent(long home) implements Answer {}
}
