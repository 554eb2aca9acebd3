package dev.continuo.run;

/** What a run does when one of its tasks has failed for good. */
public enum OnFailure {
  /** Starts nothing more until a person retries, resumes or cancels. */
  PAUSE,
  /** Goes on with everything that does not need the failed task. */
  CONTINUE,
  /** Ends everything else. */
  CANCEL
}
