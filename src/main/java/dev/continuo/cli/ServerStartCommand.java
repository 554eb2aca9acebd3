package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
    name = "start",
    footer = "  continuo server start",
    description = "Starts the server in the background, unless it runs.")
final class ServerStartCommand implements Verb {
  private final World world;

  ServerStartCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var servers = new Servers(world);
    servers.refuseNamed();
    var found = servers.find();
    if (found.isPresent()) {
      world.output().say("the server runs already (pid " + found.get().pid() + ")");
    } else {
      servers.start();
    }
    return Exit.SUCCEEDED;
  }
}
