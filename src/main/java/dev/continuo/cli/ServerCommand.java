package dev.continuo.cli;

import picocli.CommandLine.Command;

@Command(
    name = "server",
    footer = {"  continuo server status", "  continuo server restart"},
    description = "Starts, stops and shows the server; one serves one data folder.")
final class ServerCommand implements Verb {
  @Override
  public Exit run() {
    throw new CommandError(
        Exit.USAGE,
        "`server`: a command is missing, must be `start`, `stop`, `status`, `restart`, `run`, `install` or `uninstall`",
        "`continuo server --help` tells of them");
  }
}
