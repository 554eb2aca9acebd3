package dev.continuo.task;

/** What a task's failure means for its run. */
public enum Blame {
  /** The run's failure policy applies, and the run cannot succeed without it. */
  RUN,
  /** None of the run's business ({@code continue-on-error}). */
  NOBODY
}
