package dev.continuo.cli;

import dev.continuo.plan.Expressions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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

  @Parameters(
      paramLabel = "PLAN",
      arity = "0..1",
      description =
          "The plan file, - for standard input; with --from that of the earlier run when there is"
              + " none.")
  private String plan = "";

  @Mixin private final GivenInputs inputs = new GivenInputs();

  @Mixin private final GivenTasks tasks = new GivenTasks();

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description = "Do only what did not succeed in this ended run, or has changed since.")
  private String from = "";

  @Option(
      names = "--env",
      paramLabel = "NAME[=VALUE]",
      description = "A variable for all tasks: with this value, or that of the caller.")
  private List<String> variables = new ArrayList<>();

  @Option(
      names = {"-d", "--detach"},
      description = "Print the run's id as soon as it is accepted, and end.")
  private boolean detach;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Watch no longer than this, such as 90s or 15m; the run goes on.")
  private String timeout = "";

  @Option(names = "--plain", description = "Tell line by line, also on a terminal.")
  private boolean plain;

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
    if (plan.isEmpty() && from.isEmpty()) {
      throw new CommandError(
          Exit.USAGE, "`continuo run`: PLAN is missing", "`continuo run --help` shows an example");
    }
    if (!from.isEmpty()) {
      Targets.checkRun(from);
    }
    if (plan.isEmpty() && tasks.given()) {
      throw new CommandError(
          Exit.USAGE,
          "option `--tasks`: has no meaning without PLAN",
          "name the configuration of the pattern too");
    }
    var deadline = Options.deadline("--timeout", timeout);
    var given = inputs.values(world.folder());
    var body = body();
    try (var interrupt = Interrupt.says(world.output(), "no run was started")) {
      if (plan.isEmpty()) {
        return submit(with(given.values(), body), 0, deadline, interrupt);
      }
      var file = tasks.file(world.folder());
      var references = CheckedPlan.references(world, given, Expressions.UNCHECKED).with(file);
      file.ifPresent(each -> body.put("tasks", each.text()).put("tasksFile", each.name()));
      return switch (CheckedPlan.read(world, plan, references)) {
        case CheckedPlan.Bad bad -> CheckedPlan.tell(bad, world.output());
        case CheckedPlan.Good good -> {
          good.notes().forEach(world.output()::say);
          yield submit(
              with(
                  good.inputs(), body.put("plan", good.text()).put("file", CheckedPlan.file(plan))),
              good.work(),
              deadline,
              interrupt);
        }
      };
    }
  }

  private static ObjectNode with(Map<String, String> inputs, ObjectNode body) {
    if (!inputs.isEmpty()) {
      var given = body.putObject("inputs");
      inputs.forEach(given::put);
    }
    return body;
  }

  private Exit submit(ObjectNode body, int tasks, Deadline deadline, Interrupt interrupt)
      throws IOException {
    var api = Api.started(world);
    if (!from.isEmpty()) {
      body.put("from", new Targets(world, api).run(from));
    }
    var request =
        Client.Request.post("/v1/runs", Json.write(body))
            .with("Idempotency-Key", UUID.randomUUID().toString());
    interrupt.says("the plan was being handed over, `continuo list` shows whether it runs");
    var answer = api.patiently(deadline, () -> api.answer(request));
    if (answer.status() == 422) {
      return CheckedPlan.tell(answer.json(), world.output());
    }
    var reply = answer.orRefuse().json();
    var run = reply.path("run").asString("");
    interrupt.says(Watch.detached(run));
    if (detach) {
      world.output().data(json ? Json.write(reply) : run);
      return Exit.SUCCEEDED;
    }
    var total = reply.path("total").asInt(tasks);
    world.output().say("run " + run + ": " + total + (total == 1 ? " task" : " tasks"));
    if (!from.isEmpty()) {
      tellTaken(reply, total, body.path("from").asString(from));
    }
    return watch(api, run, reply.path("sequence").asLong(0), deadline);
  }

  private void tellTaken(JsonNode reply, int total, String earlier) {
    var taken = reply.path("takenOver").asInt(0);
    world
        .output()
        .say(
            taken
                + " of "
                + total
                + (total == 1 ? " task" : " tasks")
                + (taken == 1 ? " is" : " are")
                + " taken over from "
                + earlier);
    var left = reply.path("leftOut").asInt(0);
    if (left > 0 && plan.isEmpty()) {
      world
          .output()
          .say(
              left
                  + (left == 1 ? " task that was" : " tasks that were")
                  + " added to "
                  + earlier
                  + " later "
                  + (left == 1 ? "is" : "are")
                  + " not in its plan and left out");
    }
  }

  private ObjectNode body() {
    var body = Json.object();
    if (!plan.isEmpty()) {
      body.put("project", world.folder().toString());
    }
    var env = body.putObject("env");
    CapturedEnvironment.of(world.environment(), variables).forEach(env::put);
    return body;
  }

  private Exit watch(Api api, String run, long after, Deadline deadline) throws IOException {
    var watch = plain ? Watch.plain(world, api) : Watch.of(world, api);
    var now = watch.until(run, after, deadline, timeout);
    if (json) {
      world.output().data(Json.write(now.json()));
    }
    return now.exit();
  }
}
