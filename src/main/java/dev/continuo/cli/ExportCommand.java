package dev.continuo.cli;

import dev.continuo.task.RunId;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    footer = {"  continuo export last", "  continuo export --all | gzip > runs.ndjson.gz"},
    description = {
      "Prints a run, or all of them, for other programs, one JSON object a line.",
      "",
      "In the form of the HTTP interface, with the events that are archived. Needs no",
      "server.",
    })
final class ExportCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN", arity = "0..1", description = "r-4k2m9q or last.")
  private String run = "";

  @Option(names = "--all", description = "All runs, and what happened to no run.")
  private boolean all;

  ExportCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (all == !run.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "`continuo export`: needs either RUN or `--all`",
          "`continuo export --help` shows an example");
    }
    var home = Folders.present(world, "export");
    var only = run.isEmpty() ? Optional.<RunId>empty() : Optional.of(id(home));
    if (!world.ports().upkeep().export(home.path(), only, world.output()::data)) {
      throw new CommandError(
          Exit.NOT_FOUND, "run `" + run + "`: not found", "`continuo list` shows the runs");
    }
    return Exit.SUCCEEDED;
  }

  private RunId id(DataFolder home) throws IOException {
    Targets.checkRun(run);
    var named = RunId.parse(run);
    if (named.isPresent()) {
      return named.get();
    }
    var project = world.folder().toString();
    return world
        .ports()
        .upkeep()
        .newest(home.path(), project)
        .orElseThrow(
            () -> Targets.noneFrom(project, "`continuo list` shows the runs of all folders"));
  }
}
