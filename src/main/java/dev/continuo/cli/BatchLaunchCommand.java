package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "launch",
    footer = "  continuo batch launch last",
    description = "Launches the next batch of a run whose plan says auto-launch: false.")
final class BatchLaunchCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN", description = "r-4k2m9q or last.")
  private String target = "";

  BatchLaunchCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkRun(target);
    var api = Api.present(world);
    var run = new Targets(world, api).run(target);
    api.post("/v1/runs/" + run + "/launch", Json.object());
    world.output().say("launched the next batch of " + run);
    return Exit.SUCCEEDED;
  }
}
