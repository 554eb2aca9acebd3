package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    footer = "  continuo secret remove NPM_TOKEN",
    description = {
      "Forgets a secret.",
      "",
      "Processes that have it go on with it. What was written with it before is masked no longer."
    })
final class SecretRemoveCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "NAME", description = "Such as NPM_TOKEN.")
  private String name = "";

  SecretRemoveCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    SecretSetCommand.check(name);
    Api.present(world).answer(Client.Request.delete("/v1/secrets/" + name)).orRefuse();
    world.output().say("secret `" + name + "` is removed");
    return Exit.SUCCEEDED;
  }
}
