package dev.continuo.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The server, run in the foreground of this process. */
@FunctionalInterface
public interface ServerProcess {
  /**
   * What a server is started with.
   *
   * @param home the data folder
   * @param version of the program
   * @param idleStop after so long with nothing to do it stops by itself; empty when it stays
   */
  record Service(Path home, String version, Optional<Duration> idleStop) {}

  /** Serves until it is told to stop; returns the exit code of the process. */
  int run(Service service);
}
