package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    footer = "  continuo server status --json",
    description = "Shows the server; ends with 3 when none runs. Never starts one.")
final class ServerStatusCommand implements Verb {
  private final World world;

  @Option(names = "--json", description = "Print it as JSON, with pid and url.")
  private boolean json;

  ServerStatusCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var servers = new Servers(world);
    var found = servers.find();
    if (found.isEmpty()) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "server: none runs for the data folder `" + servers.home().path() + "`",
          "`continuo server start` starts it");
    }
    var says = found.get().says();
    if (json) {
      world.output().data(Json.write(says));
      return Exit.SUCCEEDED;
    }
    var attempts = says.path("attempts");
    world.output().data("pid       " + found.get().pid());
    world.output().data("url       " + says.path("url").asString(""));
    world.output().data("version   " + says.path("version").asString(""));
    world
        .output()
        .data("started   " + Times.date(EventView.instant(says.path("startedAt")), world.zone()));
    world
        .output()
        .data("attempts  " + found.get().attempts() + " of " + attempts.path("limit").asInt(0));
    world.output().data("data      " + servers.home().path());
    return Exit.SUCCEEDED;
  }
}
