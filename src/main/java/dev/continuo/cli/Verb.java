package dev.continuo.cli;

import java.io.IOException;

/** What a command does once its arguments are read. */
interface Verb {
  /**
   * Does it, with what was given on the command line.
   *
   * @throws IOException when the server went away
   * @throws CommandError when there is something to tell the user
   */
  Exit run() throws IOException;
}
