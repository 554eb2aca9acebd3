package dev.continuo.cli;

import picocli.CommandLine.Command;

@Command(name = "version", footer = "  continuo version", description = "Prints the version.")
final class VersionCommand implements Verb {
  private final World world;

  VersionCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    world.output().data("continuo " + world.version().text());
    return Exit.SUCCEEDED;
  }
}
