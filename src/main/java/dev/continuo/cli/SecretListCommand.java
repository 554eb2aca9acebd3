package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    footer = "  continuo secret list",
    description = "Lists the names of the secrets, and which the server was started with.")
final class SecretListCommand implements Verb {
  private final World world;

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  SecretListCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var secrets = Api.present(world).get("/v1/secrets");
    if (json) {
      world.output().data(Json.write(secrets));
      return Exit.SUCCEEDED;
    }
    if (secrets.path("secrets").isEmpty()) {
      world.output().say("no secrets are set");
      world.output().hint("`continuo secret set NAME < FILE` sets one");
    }
    for (var secret : secrets.path("secrets")) {
      var given = secret.path("source").asString("").equals("environment");
      world
          .output()
          .data(
              secret.path("name").asString("") + (given ? " (from the server's environment)" : ""));
    }
    return Exit.SUCCEEDED;
  }
}
