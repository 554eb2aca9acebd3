package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "gc",
    footer = {"  continuo gc --dry-run", "  continuo gc --older-than 7d"},
    description = {
      "Removes outputs of runs that ended long ago, and what nothing refers to.",
      "",
      "What a crash left too. Runs, events and the archive stay. A server does it by",
      "itself.",
    })
final class GcCommand implements Verb {
  private final World world;

  @Option(names = "--dry-run", description = "Only say what would go.")
  private boolean dryRun;

  @Option(
      names = "--older-than",
      paramLabel = "D",
      defaultValue = "30d",
      description = "Outputs of runs that ended longer ago; 30d when not given.")
  private String olderThan = "";

  GcCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var age = Options.duration("--older-than", olderThan);
    var home = Folders.present(world, "gc");
    var mode = dryRun ? Upkeep.Mode.DRY_RUN : Upkeep.Mode.DO;
    var cleared = world.ports().upkeep().clear(home.path(), age, mode);
    if (!cleared.runs().isEmpty()) {
      table(cleared).lines(1).forEach(world.output()::data);
    }
    world.output().say((dryRun ? "would remove " : "removed ") + words(cleared));
    return Exit.SUCCEEDED;
  }

  private Tables table(Upkeep.Cleared cleared) {
    var table = new Tables("RUN", "OUTPUTS", "TURNS", "ENDED", "NAME");
    var now = world.clock().instant();
    for (var run : cleared.runs()) {
      table.row(
          run.run().toString(),
          Sizes.words(run.turns().bytes()),
          Integer.toString(run.turns().count()),
          Times.age(Duration.between(run.ended(), now)) + " ago",
          run.name());
    }
    return table;
  }

  private static String words(Upkeep.Cleared cleared) {
    int turns = 0;
    long bytes = 0;
    for (var run : cleared.runs()) {
      turns += run.turns().count();
      bytes += run.turns().bytes();
    }
    return "outputs of %d turns of %d runs (%s), %d texts (%s), %d leftovers (%s)"
        .formatted(
            turns,
            cleared.runs().size(),
            Sizes.words(bytes),
            cleared.blobs().count(),
            Sizes.words(cleared.blobs().bytes()),
            cleared.leftovers().count(),
            Sizes.words(cleared.leftovers().bytes()));
  }
}
