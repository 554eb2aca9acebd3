package dev.continuo.cli;

import dev.continuo.engine.Quarantine;
import dev.continuo.task.RunId;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "quarantine",
    footer = {
      "  continuo quarantine r-4k2m9q --reason \"stops the server, issue 12\"",
      "  continuo quarantine r-4k2m9q --lift",
    },
    description = {
      "Quarantines a run that makes the server stop with a bug.",
      "",
      "Stop the server first. `continuo doctor` finds such runs. The next server stops the"
          + " processes of the run, frees its locks and resources, and refuses every command on it."
          + " You can still read the run.",
    })
final class QuarantineCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN", arity = "0..1", description = "r-4k2m9q or last.")
  private String run = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; it is stored and shown with the run.")
  private String reason = "";

  @Option(names = "--lift", description = "End the quarantine; the next server continues the run.")
  private boolean lift;

  @Option(names = "--list", description = "List the runs that are in quarantine.")
  private boolean list;

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  QuarantineCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    check();
    var home = Folders.present(world, "quarantine");
    if (list) {
      return show(world.ports().upkeep().quarantines(home.path()));
    }
    var found = new Servers(world).find();
    if (found.isPresent()) {
      throw new CommandError(
          Exit.USAGE,
          "quarantine: the server uses the data folder (pid " + found.get().pid() + ")",
          "`continuo server stop` stops it, attempts go on running meanwhile");
    }
    return lift ? lift(home) : set(home);
  }

  private void check() {
    if (list ? lift || !run.isEmpty() || !reason.isEmpty() : run.isEmpty()) {
      throw wrong("needs either RUN or `--list`");
    }
    if (json && !list) {
      throw wrong("`--json` needs `--list`");
    }
    if (!list && lift != reason.isBlank()) {
      throw wrong("needs either `--reason` or `--lift`");
    }
    if (reason.length() > Quarantine.REASON_LENGTH_MAX) {
      throw wrong("`--reason` is longer than " + Quarantine.REASON_LENGTH_MAX + " characters");
    }
    if (!list) {
      Targets.checkRun(run);
    }
  }

  private static CommandError wrong(String what) {
    return new CommandError(
        Exit.USAGE,
        "`continuo quarantine`: " + what,
        "`continuo quarantine --help` shows an example");
  }

  private Exit set(DataFolder home) throws IOException {
    var id = id(home);
    world.ports().upkeep().quarantine(home.path(), id, reason.strip());
    world.output().say("run " + id + " is in quarantine, the next server continues without it");
    return Exit.SUCCEEDED;
  }

  private Exit lift(DataFolder home) throws IOException {
    var id = id(home);
    world.ports().upkeep().lift(home.path(), id);
    world.output().say("run " + id + " is no longer in quarantine, the next server continues it");
    return Exit.SUCCEEDED;
  }

  private RunId id(DataFolder home) throws IOException {
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

  private Exit show(List<Upkeep.QuarantinedRun> runs) {
    if (json) {
      print(runs);
      return Exit.SUCCEEDED;
    }
    for (var each : runs) {
      world
          .output()
          .data(
              Output.printable(
                  each.run() + "  " + each.since() + "  " + each.by() + "  " + each.reason()));
    }
    if (runs.isEmpty()) {
      world.output().say("no run is in quarantine");
    }
    return Exit.SUCCEEDED;
  }

  private void print(List<Upkeep.QuarantinedRun> runs) {
    var document = Json.object();
    var array = document.putArray("quarantines");
    for (var each : runs) {
      array
          .addObject()
          .put("run", each.run().toString())
          .put("reason", each.reason())
          .put("by", each.by())
          .put("since", each.since().toString());
    }
    world.output().data(Json.write(document));
  }
}
