package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    footer = "  continuo receiver resume ci",
    description = "Resumes a paused or parked receiver and forgets its failures.")
final class ReceiverResumeCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "NAME", description = "Such as ci.")
  private String name = "";

  ReceiverResumeCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var path = ReceiverCommand.path(name);
    Api.present(world).post(path + "/resume", Json.object());
    world.output().say("receiver `" + name + "` is active");
    return Exit.SUCCEEDED;
  }
}
