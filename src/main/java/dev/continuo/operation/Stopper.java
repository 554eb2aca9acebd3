package dev.continuo.operation;

/** Stops the server that this interface belongs to. */
@FunctionalInterface
public interface Stopper {
  /** What becomes of the attempts that run. */
  enum Attempts {
    /** They run on without a server, and are found again by the next one. */
    KEEP,
    KILL
  }

  /** Begins to stop, on another thread: returns at once. */
  void stop(Attempts attempts);
}
