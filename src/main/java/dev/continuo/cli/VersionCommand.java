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
    world.output().data(text());
    return Exit.SUCCEEDED;
  }

  static String text() {
    var version = VersionCommand.class.getPackage().getImplementationVersion();
    return "continuo " + (version == null ? "(unpackaged)" : version);
  }
}
