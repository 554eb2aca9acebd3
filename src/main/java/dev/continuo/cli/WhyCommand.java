package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "why",
    footer = {"  continuo why last", "  continuo why last/build"},
    description = "Explains why a run or task is not progressing.")
final class WhyCommand implements Verb {
  /** How many tasks with the same reasons are named. */
  private static final int NAMES_MAX = 3;

  private final World world;

  @Parameters(paramLabel = "RUN|TASK", description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Option(names = "--json", description = "Print the reasons as JSON.")
  private boolean json;

  WhyCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkAny(target);
    var api = Api.present(world);
    var found = new Targets(world, api).any(target);
    return found.task() ? ofTask(api, found) : ofRun(api, found);
  }

  private Exit ofTask(Api api, Targets.Target task) throws IOException {
    var why = api.get(task.path() + "/why");
    if (json) {
      world.output().data(Json.write(why));
    } else {
      why.path("reasons").forEach(reason -> world.output().data(line(reason)));
    }
    return Exit.SUCCEEDED;
  }

  private Exit ofRun(Api api, Targets.Target run) throws IOException {
    var why = api.get(run.path() + "/why");
    if (json) {
      world.output().data(Json.write(why));
      return Exit.SUCCEEDED;
    }
    var reasons = why.path("reasons");
    if (reasons.isEmpty()) {
      world.output().data("run " + field(why, "run") + " is " + field(why, "state"));
    }
    reasons.forEach(reason -> world.output().data(line(reason)));
    why.path("groups").forEach(this::print);
    var more = why.path("unexplained").asInt(0);
    if (more > 0) {
      world.output().flush();
      world.output().say("and " + more + " more tasks, `continuo why TASK` explains one");
    }
    return Exit.SUCCEEDED;
  }

  private void print(JsonNode group) {
    var head = names(group) + " (" + field(group, "state") + "): ";
    group.path("reasons").forEach(reason -> world.output().data(head + line(reason)));
  }

  private static String names(JsonNode group) {
    var names =
        group
            .path("first")
            .valueStream()
            .limit(NAMES_MAX)
            .map(task -> field(task, "name"))
            .toList();
    var more = group.path("count").asInt(0) - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String line(JsonNode reason) {
    var remedy = field(reason, "remedy");
    return field(reason, "text") + (remedy.isEmpty() ? "" : "; `" + remedy + "`");
  }

  private static String field(JsonNode of, String name) {
    return Output.printable(of.path(name).asString(""));
  }
}
