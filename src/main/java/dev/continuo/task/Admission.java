package dev.continuo.task;

/** What the owner of latches says of a task that is about to be queued. */
public sealed interface Admission {
  Admission OPEN = new Open();

  /** As far as this owner is concerned, the task can start. */
  record Open() implements Admission {}

  /** The task has to wait for this first. */
  record Closed(Latch latch) implements Admission {}

  /** The task does not start at all. */
  record Ends(Remedy remedy) implements Admission {}
}
