package dev.continuo.plan;

/** When the tasks of a plan start, of which nothing else keeps them. */
public enum Scheduling {
  /** Each as soon as what it needs is there. */
  AS_READY,
  /** In batches: none before all of the batch before have ended. */
  STRICT_BATCHES,
  /** The same, and each batch but the first when a person launches it. */
  LAUNCHED_BATCHES
}
