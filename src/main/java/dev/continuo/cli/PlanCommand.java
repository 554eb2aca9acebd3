package dev.continuo.cli;

import picocli.CommandLine.Command;

@Command(
    name = "plan",
    footer = {"  continuo plan explain plan.yaml", "  continuo plan graph plan.yaml --format dot"},
    description = {
      "Looks at a plan before it runs; needs no server.",
      "",
      "What runs when and beside what, how long it will probably take, how it is best divided."
    })
final class PlanCommand implements Verb {
  @Override
  public Exit run() {
    throw new CommandError(
        Exit.USAGE,
        "`plan`: a command is missing, must be `explain`, `graph`, `size` or `strategy`",
        "`continuo plan --help` tells of them");
  }
}
