package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "retry",
    footer = {"  continuo retry last", "  continuo retry last/build"},
    description =
        "Gives a failed, blocked or cancelled task, or all such tasks of a run, another chance.")
sealed class RetryCommand implements Verb permits UnblockCommand {
  private final World world;

  @Parameters(paramLabel = "RUN|TASK", description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private String target = "";

  RetryCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkAny(target);
    var api = Api.present(world);
    var found = new Targets(world, api).any(target);
    api.post(found.path() + "/retry", Json.object());
    world.output().say(found + " is tried again");
    return Exit.SUCCEEDED;
  }
}
