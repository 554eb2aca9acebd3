package dev.continuo.task;

/** How a turn ended. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  CANCELLED,
  /** Its worker or machine is gone; nobody knows how far it came. Not a failure. */
  LOST,
  /** Ended because the server was stopped. Not a failure. */
  INTERRUPTED,
  /** Ended in order to wait; the attempt gets another turn. Not a failure. */
  SUSPENDED
}
