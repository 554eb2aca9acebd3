package dev.continuo.cli;

import java.nio.file.Path;

/** The server, run in the foreground of this process. */
public interface ServerProcess {
  /** Serves the data folder until it is told to stop; returns the exit code of the process. */
  int run(Path home);
}
