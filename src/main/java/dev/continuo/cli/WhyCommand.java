package dev.continuo.cli;

import java.io.IOException;
import java.util.ArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "why",
    footer = {"  continuo why last", "  continuo why last/build"},
    description = "Says why a task, or each unfinished task of a run, stands where it stands.")
final class WhyCommand implements Verb {
  private static final int TASKS_ASKED_MAX = 50;

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
      why.path("reasons").forEach(reason -> world.output().data(text(reason)));
    }
    return Exit.SUCCEEDED;
  }

  private Exit ofRun(Api api, Targets.Target found) throws IOException {
    var run = new RunView(api.get(found.path()));
    var open = new ArrayList<TaskView>();
    new Lists(api)
        .tasks(
            run.id(),
            Integer.MAX_VALUE,
            task -> {
              if (!task.over() && open.size() <= TASKS_ASKED_MAX) {
                open.add(task);
              }
            });
    var document =
        Json.object().put("run", run.id()).put("state", run.state()).put("reason", run.reason());
    var tasks = document.putArray("tasks");
    for (var task : open.subList(0, Math.min(open.size(), TASKS_ASKED_MAX))) {
      var why = api.get("/v1/tasks/" + task.id() + "/why");
      tasks
          .addObject()
          .put("task", task.id())
          .put("name", task.name())
          .put("state", task.state())
          .set("reasons", why.path("reasons"));
    }
    if (json) {
      world.output().data(Json.write(document));
      return Exit.SUCCEEDED;
    }
    var reason = run.reason().isEmpty() ? "" : ": " + run.reason();
    world.output().data(Output.printable("run " + run.id() + " is " + run.state() + reason));
    tasks.forEach(this::print);
    if (open.size() > TASKS_ASKED_MAX) {
      world.output().say("and more tasks, `continuo why TASK` asks for one");
    }
    return Exit.SUCCEEDED;
  }

  private void print(JsonNode task) {
    var head = task.path("name").asString("") + " (" + task.path("state").asString("") + ")";
    for (var reason : task.path("reasons")) {
      world.output().data(Output.printable(head) + ": " + text(reason));
    }
  }

  private static String text(JsonNode reason) {
    return Output.printable(reason.path("text").asString(""));
  }
}
