package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    footer = "  continuo restore monday.zip",
    description = {
      "Brings a backup back, into a data folder that is empty or not there.",
      "",
      "All of it or nothing.",
      "",
      "What ran when the copy was made is given up; its tasks start again with the",
      "next server. End the server of the old store first, or both do the same work.",
    })
final class RestoreCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "FILE", description = "What `continuo backup` wrote.")
  private String file = "";

  RestoreCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var servers = new Servers(world);
    servers.refuseNamed();
    var home = servers.home().path();
    var restored = world.ports().upkeep().restore(world.folder().resolve(file), home);
    world
        .output()
        .say(
            "restored `%s` as of %s, up to event %d"
                .formatted(home, Times.date(restored.at(), world.zone()), restored.head()));
    var forfeited = restored.forfeited().size();
    if (forfeited > 0) {
      world
          .output()
          .say(
              forfeited == 1
                  ? "1 turn was alive then and is given up; its task starts again"
                  : forfeited + " turns were alive then and are given up; their tasks start again");
    }
    world.output().hint("`continuo server start` goes on with it");
    return Exit.SUCCEEDED;
  }
}
