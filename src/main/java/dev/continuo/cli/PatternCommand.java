package dev.continuo.cli;

import picocli.CommandLine.Command;

@Command(
    name = "pattern",
    footer = {"  continuo pattern list", "  continuo pattern suggest plan.yaml"},
    description = "Helps to choose among the patterns that tasks can be run in.")
final class PatternCommand implements Verb {
  @Override
  public Exit run() {
    throw new CommandError(
        Exit.USAGE,
        "`pattern`: a command is missing, must be `list` or `suggest`",
        "`continuo pattern --help` tells of them");
  }
}
