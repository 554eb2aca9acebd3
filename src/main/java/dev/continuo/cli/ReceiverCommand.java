package dev.continuo.cli;

import dev.continuo.delivery.Receiver;
import picocli.CommandLine.Command;

@Command(
    name = "receiver",
    footer = {
      "  continuo receiver add chat https://chat.example/hook --event task-failed",
      "  continuo receiver list"
    },
    description = {
      "Manages receivers: URLs that get an HTTP request for each event of runs and tasks.",
      "",
      "A receiver gets its messages in order. Continuo sends a message again until the receiver"
          + " answers with 2xx; later messages wait until then."
    })
final class ReceiverCommand implements Verb {
  @Override
  public Exit run() {
    throw new CommandError(
        Exit.USAGE,
        "`receiver`: a command is missing, must be `add`, `list`, `pause`, `resume`, `retry` or"
            + " `remove`",
        "`continuo receiver --help` tells of them");
  }

  /** The path of a receiver; says of a name that is none what it must be. */
  static String path(String name) {
    if (!name.matches(Receiver.NAME_PATTERN)) {
      throw new CommandError(
          Exit.USAGE, "receiver `" + name + "`: is no name, " + Receiver.NAME_RULE, "");
    }
    return "/v1/receivers/" + name;
  }
}
