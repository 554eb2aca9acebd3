package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "retry",
    footer = "  continuo receiver retry ci",
    description = "Sends the first waiting delivery now, before the end of the back-off.")
final class ReceiverRetryCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "NAME", description = "Such as ci.")
  private String name = "";

  ReceiverRetryCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var path = ReceiverCommand.path(name);
    Api.present(world).post(path + "/retry", Json.object());
    world.output().say("receiver `" + name + "` is tried now");
    return Exit.SUCCEEDED;
  }
}
