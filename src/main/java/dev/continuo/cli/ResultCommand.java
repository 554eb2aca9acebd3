package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "result",
    footer = {"  continuo result last/build", "  continuo result set verdict=pass tests=212"},
    description = "Shows what a task said of its work, or says it from inside a task.")
final class ResultCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "TASK", arity = "0..1", description = "t-4k2m9q00012 or last/NAME.")
  private String task = "";

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  ResultCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (task.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "`continuo result`: TASK is missing",
          "`continuo result --help` shows an example");
    }
    Targets.checkTask(task);
    var api = Api.present(world);
    var result = api.get(new Targets(world, api).task(task).path() + "/result");
    if (json) {
      world.output().data(Json.write(result));
      return Exit.SUCCEEDED;
    }
    for (var entry : result.properties()) {
      var value =
          entry.getValue().isString() ? entry.getValue().asString() : Json.write(entry.getValue());
      world.output().data(Output.printable(entry.getKey() + ": " + value));
    }
    return Exit.SUCCEEDED;
  }
}
