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

  /** What a reason that a task has in common with its whole run begins with. */
  private static final String ITS_RUN = "its run";

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
    world.output().data(stands(run, tasks));
    tasks.forEach(this::print);
    if (open.size() > TASKS_ASKED_MAX) {
      world.output().flush();
      world.output().say("and more tasks, `continuo why TASK` asks for one");
    }
    return Exit.SUCCEEDED;
  }

  /** How the run stands, with what its tasks say of it too: the reason, and what can be done. */
  private static String stands(RunView run, JsonNode tasks) {
    for (var task : tasks) {
      for (var reason : task.path("reasons")) {
        if (ofRun(reason)) {
          return "run " + run.id() + text(reason).substring(ITS_RUN.length());
        }
      }
    }
    var reason = run.reason().isEmpty() ? "" : ": " + run.reason();
    return Output.printable("run " + run.id() + " is " + run.state() + reason);
  }

  /** What a task says of its run stands above, and only follows when it is all that it says. */
  private void print(JsonNode task) {
    var head = task.path("name").asString("") + " (" + task.path("state").asString("") + "): ";
    var own = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (var reason : task.path("reasons")) {
      if (ofRun(reason)) {
        others.add(text(reason).split(":", 2)[0]);
      } else {
        own.add(text(reason));
      }
    }
    for (var said : own.isEmpty() ? others : own) {
      world.output().data(Output.printable(head) + said);
    }
  }

  private static boolean ofRun(JsonNode reason) {
    return reason.path("code").asString("").startsWith("run_") && text(reason).startsWith(ITS_RUN);
  }

  private static String text(JsonNode reason) {
    return Output.printable(reason.path("text").asString(""));
  }
}
