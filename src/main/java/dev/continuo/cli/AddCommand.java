package dev.continuo.cli;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "add",
    footer = "  continuo add last more.yaml",
    description = {
      "Adds the tasks of a plan to a run that goes on.",
      "",
      "They may need each other and the tasks of the run; at most 500 at once."
    })
final class AddCommand implements Verb {
  private final World world;

  @Parameters(index = "0", paramLabel = "RUN", description = "r-4k2m9q or last.")
  private String target = "";

  @Parameters(
      index = "1",
      paramLabel = "PLAN",
      description = "The plan file, - for standard input.")
  private String plan = "";

  @Mixin private final GivenInputs inputs = new GivenInputs();

  @Option(names = "--json", description = "Print the answer of the server as JSON.")
  private boolean json;

  AddCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkRun(target);
    var given = inputs.values(world.folder()).values();
    return switch (CheckedPlan.text(world, plan)) {
      case CheckedPlan.Bad bad -> CheckedPlan.tell(bad, world.output());
      case CheckedPlan.Good good ->
          add(Json.object().put("plan", good.text()).put("file", CheckedPlan.file(plan)), given);
    };
  }

  private Exit add(ObjectNode body, Map<String, String> given) throws IOException {
    if (!given.isEmpty()) {
      given.forEach(body.putObject("inputs")::put);
    }
    var api = Api.present(world);
    var run = new Targets(world, api).run(target);
    var request =
        Client.Request.post("/v1/runs/" + run + "/tasks", Json.write(body))
            .with("Idempotency-Key", UUID.randomUUID().toString());
    var answer = api.patiently(Deadline.never(), () -> api.answer(request));
    if (answer.status() == 422) {
      return CheckedPlan.tell(answer.json(), world.output());
    }
    var reply = answer.orRefuse().json();
    var count = reply.path("count").asInt(0);
    world.output().say("run " + run + ": " + count + (count == 1 ? " task" : " tasks") + " added");
    if (json) {
      world.output().data(Json.write(reply));
    }
    return Exit.SUCCEEDED;
  }
}
