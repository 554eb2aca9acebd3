package dev.continuo.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "du",
    footer = {"  continuo du", "  continuo du --json"},
    description = "Says what takes the disk: parts of the data folder, outputs by run.")
final class DuCommand implements Verb {
  /** More would be read by nobody; the JSON has all. */
  private static final int ROWS_MAX = 20;

  private static final List<String> PARTS =
      List.of("store", "archive", "blobs", "outputs", "logs", "program", "other");

  private final World world;

  @Option(names = "--json", description = "Print all of it as JSON, in bytes.")
  private boolean json;

  DuCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var home = Folders.present(world, "du");
    var usage = world.ports().upkeep().usage(home.path());
    if (json) {
      print(usage);
      return Exit.SUCCEEDED;
    }
    long all = 0;
    for (var part : PARTS) {
      var bytes = bytes(usage, part);
      all += bytes;
      line(part, bytes);
    }
    line("all", all);
    if (!usage.runs().isEmpty()) {
      world.output().data("");
      table(usage.runs()).lines(1).forEach(world.output()::data);
    }
    if (usage.runs().size() > ROWS_MAX) {
      world.output().hint("`continuo du --json` has all runs");
    }
    return Exit.SUCCEEDED;
  }

  private static long bytes(Upkeep.Usage usage, String part) {
    return usage.parts().getOrDefault(part, 0L);
  }

  private void line(String part, long bytes) {
    world.output().data("%-10s%10s".formatted(part, Sizes.words(bytes)));
  }

  private static Tables table(List<Upkeep.RunUsage> runs) {
    var table = new Tables("RUN", "OUTPUTS", "TURNS", "STATE", "NAME");
    for (var run : runs.subList(0, Math.min(runs.size(), ROWS_MAX))) {
      table.row(
          run.run().toString(),
          Sizes.words(run.bytes()),
          Integer.toString(run.turns()),
          run.state(),
          run.name());
    }
    return table;
  }

  private void print(Upkeep.Usage usage) {
    var document = Json.object();
    var parts = document.putObject("parts");
    PARTS.forEach(part -> parts.put(part, bytes(usage, part)));
    var runs = document.putArray("runs");
    for (var run : usage.runs()) {
      runs.addObject()
          .put("run", run.run().toString())
          .put("name", run.name())
          .put("state", run.state())
          .put("turns", run.turns())
          .put("bytes", run.bytes());
    }
    world.output().data(Json.write(document));
  }
}
