package dev.continuo.cli;

import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "run",
    footer = "  continuo run examples/quickstart.yaml",
    description = {
      "Runs a plan in the current folder and tells how it goes.",
      "",
      "Ctrl-C only stops watching: the run goes on. Ends with 0 when the run succeeded, 1 when it"
          + " failed, 4 when it still runs at the timeout, 5 when it was cancelled, 6 when only a"
          + " person can move it."
    })
final class RunCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private String plan = "";

  @Option(
      names = "--detach",
      description = "Print the run's id as soon as it is accepted, and end.")
  private boolean detach;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Watch no longer than this, such as 90s or 15m; the run goes on.")
  private String timeout = "";

  @Option(names = "--json", description = "Print the run as JSON at the end.")
  private boolean json;

  RunCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (detach && !timeout.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "option `--timeout`: has no meaning with `--detach`",
          "`continuo wait RUN --timeout DURATION` waits for a run later");
    }
    var deadline = Options.deadline("--timeout", timeout);
    return switch (CheckedPlan.read(world, plan)) {
      case CheckedPlan.Bad bad -> CheckedPlan.tell(bad, world.output());
      case CheckedPlan.Good good -> submit(good, deadline);
    };
  }

  private Exit submit(CheckedPlan.Good good, Deadline deadline) throws IOException {
    var api = Api.started(world);
    var request =
        Client.Request.post("/v1/runs", Json.write(body(good)))
            .with("Idempotency-Key", UUID.randomUUID().toString());
    Answer answer;
    try (var _ =
        Interrupt.says(
            () ->
                world
                    .output()
                    .say(
                        "\n"
                            + "the plan was being handed over, `continuo list` shows whether"
                            + " it runs"))) {
      answer = api.patiently(deadline, () -> api.answer(request));
    }
    if (answer.status() == 422) {
      return refused(answer.json());
    }
    var reply = answer.orRefuse().json();
    var run = reply.path("run").asString("");
    if (detach) {
      world.output().data(json ? Json.write(reply) : run);
      return Exit.SUCCEEDED;
    }
    world
        .output()
        .say("run " + run + ": " + good.tasks() + (good.tasks() == 1 ? " task" : " tasks"));
    return watch(api, run, reply.path("sequence").asLong(0), deadline);
  }

  private JsonNode body(CheckedPlan.Good good) {
    var body = Json.object();
    body.put("plan", good.text());
    body.put("file", plan);
    body.put("project", world.folder().toString());
    var env = body.putObject("env");
    CapturedEnvironment.of(world.environment()).forEach(env::put);
    return body;
  }

  /** The server found a problem that was not to be seen here. */
  private Exit refused(JsonNode problem) {
    var problems = problem.path("problems");
    if (problems.isEmpty()) {
      world.output().error(problem.path("detail").asString("plan: refused"), "");
    }
    for (var each : problems) {
      world
          .output()
          .error(
              each.path("place").asString("") + ": " + each.path("message").asString(""),
              each.path("hint").asString(""));
    }
    return Exit.USAGE;
  }

  private Exit watch(Api api, String run, long after, Deadline deadline) throws IOException {
    var progress = new Progress(world, api);
    RunView now;
    try (var _ =
        Interrupt.says(
            () ->
                world
                    .output()
                    .say(
                        "\nrun "
                            + run
                            + " goes on, `continuo wait "
                            + run
                            + "` comes back to it"))) {
      now = new Following(api).tell(run, after, progress, deadline);
    }
    if (now.settled()) {
      new Summary(world, api, progress::justShown).tell(now);
    } else {
      world.output().say("run " + run + " still runs after " + timeout + " and goes on");
      world.output().hint("`continuo wait " + run + "` comes back to it");
    }
    if (json) {
      world.output().data(Json.write(now.json()));
    }
    return now.exit();
  }
}
