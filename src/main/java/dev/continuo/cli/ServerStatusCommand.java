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
    line("pid", Long.toString(found.get().pid()));
    line("url", says.path("url").asString(""));
    line("version", found.get().version());
    line("started", Times.date(EventView.instant(says.path("startedAt")), world.zone()));
    line(
        "attempts", found.get().attempts() + " of " + says.path("attempts").path("limit").asInt(0));
    found.get().idleStop().ifPresent(time -> line("idle", "stops after " + Times.age(time)));
    found.get().absence().ifPresent(absence -> line("before", absence.words()));
    line("data", servers.home().path().toString());
    servers.compare(found.get().version());
    return Exit.SUCCEEDED;
  }

  private void line(String name, String value) {
    world.output().data(name + " ".repeat(10 - name.length()) + value);
  }
}
