package dev.continuo.cli;

import picocli.CommandLine.Command;

/** The field's other word for a retry, for whoever has taken away what was in the way. */
@Command(
    name = "unblock",
    footer = {"  continuo unblock last", "  continuo unblock last/build"},
    description = "Lets a blocked task, or all of a run, go on; the same as `continuo retry`.")
final class UnblockCommand extends RetryCommand {
  UnblockCommand(World world) {
    super(world);
  }
}
