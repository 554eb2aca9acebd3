package dev.continuo.cli;

import picocli.CommandLine.Command;

@Command(
    name = "secret",
    footer = {"  continuo secret list", "  continuo secret set NPM_TOKEN < token.txt"},
    description = {
      "Keeps what tasks may use and nobody may read, in the data folder.",
      "",
      "A task that names a secret in a plan (secrets: [NPM_TOKEN]) gets it as a variable of its"
          + " environment; in all output its value is masked."
    })
final class SecretCommand implements Verb {
  @Override
  public Exit run() {
    throw new CommandError(
        Exit.USAGE,
        "`secret`: a command is missing, must be `set`, `list` or `remove`",
        "`continuo secret --help` tells of them");
  }
}
