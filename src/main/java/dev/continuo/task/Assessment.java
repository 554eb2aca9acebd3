package dev.continuo.task;

/** What is said of a claim by the condition that the task is to be done until. */
public sealed interface Assessment {
  record Done() implements Assessment {}

  /** It is not true yet; the next attempt is told what was found. */
  record Again(Text findings, String reason) implements Assessment {}

  /** It could not be told, which must not pass for an answer. */
  record Fail(String reason) implements Assessment {}
}
