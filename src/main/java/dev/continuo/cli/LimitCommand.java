package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "limit",
    footer = {"  continuo limit", "  continuo limit attempts 10"},
    description = "Shows or sets how many attempts the whole server may have at once; 0 is none.")
final class LimitCommand implements Verb {
  private final World world;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "LIMIT",
      description = "attempts, the only one there is.")
  private String limit = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "The new limit.")
  private String value = "";

  @Option(names = "--json", description = "Print the limits as JSON.")
  private boolean json;

  LimitCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (value.isEmpty() && !limit.isEmpty()) {
      throw new CommandError(
          Exit.USAGE, "`limit`: N is missing", "`continuo limit attempts 10` is an example");
    }
    return limit.isEmpty() ? show() : set();
  }

  private Exit show() throws IOException {
    var attempts = Api.present(world).get("/v1/server").path("attempts");
    if (json) {
      var limits = Json.object();
      limits.set("attempts", attempts);
      world.output().data(Json.write(limits));
    } else {
      world
          .output()
          .data(
              "attempts "
                  + attempts.path("limit").asInt(0)
                  + ", "
                  + attempts.path("used").asInt(0)
                  + " used");
    }
    return Exit.SUCCEEDED;
  }

  private Exit set() throws IOException {
    if (!limit.equals("attempts")) {
      throw new CommandError(
          Exit.USAGE, "limit `" + limit + "`: unknown, the only one is `attempts`", "");
    }
    if (!value.matches("\\d{1,9}")) {
      throw new CommandError(
          Exit.USAGE, "limit `attempts`: not a number, found `" + value + "`", "");
    }
    var body = Json.object().put("value", Integer.parseInt(value));
    Api.present(world)
        .answer(Client.Request.put("/v1/limits/" + limit, Json.write(body)))
        .orRefuse();
    world.output().say("limit `attempts` is " + value);
    return Exit.SUCCEEDED;
  }
}
