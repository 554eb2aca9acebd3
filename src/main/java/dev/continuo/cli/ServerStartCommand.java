package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "start",
    footer = "  continuo server start",
    description = "Starts the server in the background, unless it runs.")
final class ServerStartCommand implements Verb {
  private final World world;

  @Option(
      names = "--idle-stop",
      paramLabel = "DURATION",
      description = "Stop after so long with no run open and nobody asking, such as 30m.")
  private String idleStop = "";

  ServerStartCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var servers = new Servers(world);
    servers.refuseNamed();
    var found = servers.find();
    var wanted = Options.idleStop("--idle-stop", idleStop);
    if (found.isEmpty()) {
      servers
          .start(wanted)
          .absence()
          .filter(absence -> absence.attempts() == 0)
          .ifPresent(absence -> world.output().say(absence.words()));
      return Exit.SUCCEEDED;
    }
    world.output().say("the server runs already (pid " + found.get().pid() + ")");
    if (wanted.isPresent() && !wanted.equals(found.get().idleStop())) {
      world.output().hint("`continuo server restart --idle-stop " + idleStop + "` changes it");
    }
    servers.compare(found.get().version());
    return Exit.SUCCEEDED;
  }
}
