package dev.continuo.cli;

import dev.continuo.pattern.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    footer = "  continuo pattern list",
    description = "Shows which pattern to use when, and the key that a configuration has of it.")
final class PatternListCommand implements Verb {
  private static final int FIXED = 1;

  private final World world;

  @Option(names = "--json", description = "Print the patterns as JSON.")
  private boolean json;

  PatternListCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    if (json) {
      printJson();
      return Exit.SUCCEEDED;
    }
    var table = new Tables("PATTERN", "USE WHEN", "PARALLEL", "COMPLEX", "KEY");
    for (var shape : Shape.values()) {
      table.row(
          shape.word(), shape.useWhen(), shape.parallelism(), shape.complexity(), shape.key());
    }
    table.lines(FIXED, Integer.MAX_VALUE).forEach(world.output()::data);
    return Exit.SUCCEEDED;
  }

  private void printJson() {
    var document = Json.object();
    var patterns = document.putArray("patterns");
    for (var shape : Shape.values()) {
      patterns
          .addObject()
          .put("name", shape.word())
          .put("useWhen", shape.useWhen())
          .put("parallelization", shape.parallelism())
          .put("complexity", shape.complexity())
          .put("key", shape.key());
    }
    world.output().data(Json.write(document));
  }
}
