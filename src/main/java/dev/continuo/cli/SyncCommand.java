package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "sync",
    footer = "  continuo sync \"Type synchronization\"",
    description = {
      "Waits at a sync point of the plan, from inside a task's process, until all are there.",
      "",
      "Ends with 0 when all have arrived, 1 when one has failed and never will, 4 at the timeout."
    })
final class SyncCommand implements Verb {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  private final World world;

  @Parameters(paramLabel = "NAME", description = "The sync point, as the plan names it.")
  private String point = "";

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Wait no longer than this, such as 90s or 15m.")
  private String timeout = "";

  SyncCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var deadline = Options.deadline("--timeout", timeout);
    var task = world.variable("CONTINUO_TASK");
    if (task.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "sync: `CONTINUO_TASK` is not set, must be run inside of a task",
          "the tasks that have `sync-points`, or are streams of such a pattern, call it");
    }
    var api = Api.present(world);
    var barrier = ask(api, task, deadline);
    while (state(barrier).equals("waiting") && !deadline.over()) {
      barrier = ask(api, task, deadline);
    }
    return switch (state(barrier)) {
      case "reached" -> Exit.SUCCEEDED;
      case "failed" -> told(barrier, "failed", Exit.FAILED);
      default -> told(barrier, "missing", Exit.STILL_RUNNING);
    };
  }

  private JsonNode ask(Api api, String task, Deadline deadline) throws IOException {
    var left = deadline.left().toMillis();
    var body =
        Json.object().put("point", point).put("timeoutMs", Math.min(left, WAIT_MAX.toMillis()));
    return api.patiently(deadline, () -> api.post("/v1/tasks/" + task + "/sync", body));
  }

  private static String state(JsonNode barrier) {
    return barrier.path("state").asString("");
  }

  private Exit told(JsonNode barrier, String key, Exit exit) {
    List<String> names = new ArrayList<>();
    barrier.path(key).forEach(name -> names.add("`" + name.asString("") + "`"));
    world.output().say("sync point `" + point + "`: " + key + " " + String.join(", ", names));
    return exit;
  }
}
