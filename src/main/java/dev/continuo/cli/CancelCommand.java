package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cancel",
    footer = {"  continuo cancel last", "  continuo cancel last/build --reason 'wrong branch'"},
    description = "Ends a run with all its tasks, or one task.")
final class CancelCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN|TASK", description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever reads it later.")
  private String reason = "";

  CancelCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkAny(target);
    var api = Api.present(world);
    var found = new Targets(world, api).any(target);
    var body = Json.object();
    if (!reason.isEmpty()) {
      body.put("reason", reason);
    }
    api.post(found.path() + "/cancel", body);
    world.output().say(found + " is being cancelled");
    return Exit.SUCCEEDED;
  }
}
