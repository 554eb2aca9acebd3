package dev.continuo.worker;

import java.io.IOException;

/** How a worker sees processes, and how it gives them sessions. */
record Platform(Processes processes, Shim.Leave leave) {

  /**
   * What this machine has.
   *
   * @throws IOException when it cannot run turns
   */
  static Platform here() throws IOException {
    return new Platform(Processes.here(), Shim.Leave.here());
  }
}
