package dev.continuo.worker;

/** How a turn's command ended. */
public sealed interface Outcome {

  /**
   * It exited. 126 and 127 are what the shim says when the command could not be executed after all.
   * A code above 128 is an exit code here, not a signal.
   */
  record Exited(int code) implements Outcome {}

  /**
   * A signal ended it. The shim's shell tells signals from exit codes, save SIGINT and SIGPIPE,
   * which read as {@link Exited} with 130 and 141.
   */
  record Signalled(int signal) implements Outcome {}

  /**
   * It was ended by the worker, as it was asked to, and left no word: its shim was killed, by the
   * turn's own processes or by the worker, so nobody saw how the command itself ended.
   */
  record Stopped() implements Outcome {}

  /** It was stopped before it started, and never will. */
  record NeverStarted() implements Outcome {}
}
