package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    footer = {"  continuo backup monday.zip", "  continuo backup --outputs all.zip"},
    description = {
      "Copies the whole store into a new file, while the server runs or not.",
      "",
      "Runs, log, archive and texts, as they stood at one moment. Reads the copy again.",
      "",
      "It has no token and no secret of the server, but all that tasks were told.",
    })
final class BackupCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
  private String file = "";

  @Option(names = "--outputs", description = "Copy what turns have written too.")
  private boolean outputs;

  BackupCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var home = Folders.present(world, "backup");
    var to = world.folder().resolve(file);
    var done =
        world
            .ports()
            .upkeep()
            .backup(home.path(), to, outputs ? Upkeep.Outputs.WITH : Upkeep.Outputs.WITHOUT);
    world
        .output()
        .say(
            "wrote `%s`: up to event %d, %d files, %s"
                .formatted(to, done.head(), done.files(), Sizes.words(done.bytes())));
    if (done.missing() > 0) {
      world.output().say(done.missing() + " texts that the store refers to were not there");
    }
    return Exit.SUCCEEDED;
  }
}
