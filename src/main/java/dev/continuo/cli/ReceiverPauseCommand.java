package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "pause",
    footer = "  continuo receiver pause ci",
    description = "Pauses a receiver; its deliveries wait.")
final class ReceiverPauseCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "NAME", description = "Such as ci.")
  private String name = "";

  ReceiverPauseCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var path = ReceiverCommand.path(name);
    Api.present(world).post(path + "/pause", Json.object());
    world.output().say("receiver `" + name + "` is paused");
    return Exit.SUCCEEDED;
  }
}
