package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "restart",
    footer = "  continuo server restart",
    description = "Stops the server and starts it as this version; attempts go on running.")
final class ServerRestartCommand implements Verb {
  private final World world;

  @Option(
      names = "--idle-stop",
      paramLabel = "DURATION",
      description = "Stop after so long with nothing to do; else as the last server.")
  private String idleStop = "";

  ServerRestartCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var servers = new Servers(world);
    servers.refuseNamed();
    var wanted = Options.idleStop("--idle-stop", idleStop);
    var found = servers.find();
    if (found.isPresent()) {
      servers.stop(found.get(), Servers.Attempts.GO_ON);
      world.output().say("stopped the server (pid " + found.get().pid() + ")");
    }
    servers.start(wanted.or(() -> found.flatMap(Servers.Found::idleStop)));
    return Exit.SUCCEEDED;
  }
}
