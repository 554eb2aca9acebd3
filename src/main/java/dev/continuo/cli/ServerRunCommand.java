package dev.continuo.cli;

import picocli.CommandLine.Command;

@Command(
    name = "run",
    footer = "  continuo server run",
    description = "Is the server, in the foreground, until it is told to stop.")
final class ServerRunCommand implements Verb {
  private final World world;

  ServerRunCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    var home = DataFolder.of(world);
    home.create();
    return Exit.of(world.ports().server().run(home.path()));
  }
}
