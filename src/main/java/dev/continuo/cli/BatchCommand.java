package dev.continuo.cli;

import picocli.CommandLine.Command;

@Command(
    name = "batch",
    footer = {"  continuo batch list last", "  continuo batch launch last"},
    description = {
      "Shows the batches of a run, and launches them.",
      "",
      "A batch is what can be done at the same time: the first needs nothing, each other one needs"
          + " something of the batch before. With scheduling: strict-batches in its plan a run does"
          + " one after the other, and with auto-launch: false each when it is launched."
    })
final class BatchCommand implements Verb {
  @Override
  public Exit run() {
    throw new CommandError(
        Exit.USAGE,
        "`batch`: a command is missing, must be `list` or `launch`",
        "`continuo batch --help` tells of them");
  }
}
