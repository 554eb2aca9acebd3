package dev.continuo.worker;

/**
 * What the process record of a turn says. It is created exclusively, by the shim before the command
 * runs or by a worker that gives the turn up, so only one of the two can ever come true.
 */
sealed interface Gate {

  /** No record yet, or one that is still being written. */
  record Closed() implements Gate {}

  /**
   * The command may run as this process, and the shim waits for it.
   *
   * @param shim its pid
   * @param home the session and group that all shims of one shell share
   * @param output how much of the turn's output is kept
   */
  record Passed(ProcessIdentity command, long shim, long home, Bytes output) implements Gate {}

  /** The turn was given up before its command ran; it never will. */
  record Barred(String reason) implements Gate {}
}
