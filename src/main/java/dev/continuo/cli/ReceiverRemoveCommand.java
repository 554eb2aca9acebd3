package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    footer = "  continuo receiver remove ci",
    description = "Removes a receiver and withdraws its waiting deliveries.")
final class ReceiverRemoveCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "NAME", description = "Such as ci.")
  private String name = "";

  ReceiverRemoveCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var path = ReceiverCommand.path(name);
    Api.present(world).answer(Client.Request.delete(path)).orRefuse();
    world.output().say("receiver `" + name + "` is removed");
    return Exit.SUCCEEDED;
  }
}
