package dev.continuo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
    name = "continuo",
    footer = {"  continuo run examples/quickstart.yaml", "  continuo status"},
    description = "Runs plans of commands and coding agents, and loses none of their work.")
final class RootCommand implements Verb {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explain the command.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Print the version.")
  private boolean version;

  @Override
  public Exit run() {
    throw new CommandError(
        Exit.USAGE,
        help || version ? "continuo: nothing to do" : "continuo: a command is missing",
        "`continuo --help` lists the commands");
  }
}
