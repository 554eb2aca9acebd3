package dev.continuo.plan.yaml;

import java.util.concurrent.CancellationException;

/** Where reading a plan stops when nobody waits for it any more: its thread is interrupted. */
final class Cancellation {
  private Cancellation() {}

  /**
   * Called at each event of the document and at each task, which are the steps that there can be
   * millions of. The thread stays interrupted.
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the thread that reads the plan was interrupted");
    }
  }
}
