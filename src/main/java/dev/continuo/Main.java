package dev.continuo;

import dev.continuo.cli.Cli;
import dev.continuo.cli.Ports;

/** Starts the program; the command line hands everything to it. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    var ports =
        new Ports(
            _ -> {
              throw new UnsupportedOperationException("the server is not wired in");
            },
            (_, _) -> {
              throw new UnsupportedOperationException("the journal is not wired in");
            });
    System.exit(Cli.run(arguments, ports));
  }
}
