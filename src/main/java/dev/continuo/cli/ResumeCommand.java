package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    footer = {"  continuo resume last", "  continuo resume last/build"},
    description = "Lets a paused run or task go on.")
final class ResumeCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN|TASK", description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private String target = "";

  ResumeCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkAny(target);
    var api = Api.present(world);
    var found = new Targets(world, api).any(target);
    api.post(found.path() + "/resume", Json.object());
    world.output().say(found + " goes on");
    return Exit.SUCCEEDED;
  }
}
