package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rebuild",
    footer = "  continuo rebuild --verify",
    description = {
      "Replays the log and replaces the stored rows by what it leads to; no server may run.",
      "",
      "Ends with 1 when --verify found a difference."
    })
final class RebuildCommand implements Verb {
  private final World world;

  @Option(names = "--verify", description = "Only compare, write nothing.")
  private boolean verify;

  RebuildCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var home = Folders.present(world, "rebuild");
    var found = new Servers(world).find();
    if (found.isPresent()) {
      throw new CommandError(
          Exit.USAGE,
          "rebuild: the server uses the data folder (pid " + found.get().pid() + ")",
          "`continuo server stop` stops it, attempts go on running meanwhile");
    }
    var mode = verify ? Rebuild.Mode.VERIFY : Rebuild.Mode.REPLACE;
    var report = world.ports().rebuild().rebuild(home.path(), mode);
    report.differences().forEach(world.output()::data);
    world.output().say(outcome(report));
    return verify && !report.differences().isEmpty() ? Exit.FAILED : Exit.SUCCEEDED;
  }

  private String outcome(Rebuild.Report report) {
    if (!verify) {
      return "replayed " + report.events() + " events, the rows are what the log says";
    }
    return report.differences().isEmpty()
        ? "the rows are what the log says"
        : "this is the first row that is not what the log says";
  }
}
