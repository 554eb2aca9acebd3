package dev.continuo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    footer = "  continuo server run",
    description = "Is the server, in the foreground, until it is told to stop.")
final class ServerRunCommand implements Verb {
  private final World world;

  @Option(
      names = "--idle-stop",
      paramLabel = "DURATION",
      description = "Stop after so long with nothing to do, such as 30m.")
  private String idleStop = "";

  ServerRunCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    var home = DataFolder.of(world);
    var service =
        new ServerProcess.Service(
            home.path(), world.version().text(), Options.idleStop("--idle-stop", idleStop));
    home.create();
    return Exit.of(world.ports().server().run(service));
  }
}
