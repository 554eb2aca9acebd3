package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "status",
    footer = {"  continuo status", "  continuo status r-4k2m9q --json"},
    description = "Shows how a run and its tasks stand.")
final class StatusCommand implements Verb {
  /** More would be read by nobody; the JSON has all. */
  private static final int ROWS_MAX = 200;

  private final World world;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      defaultValue = "last",
      description = "The run's id, or last: the newest run of this folder, which is the default.")
  private String run = "";

  @Option(names = "--json", description = "Print the run with all its tasks as JSON.")
  private boolean json;

  StatusCommand(World world) {
    this.world = world;
  }

  StatusCommand(World world, String run, boolean json) {
    this(world);
    this.run = run;
    this.json = json;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkRun(run);
    var api = Api.present(world);
    var id = new Targets(world, api).run(run);
    var view = new RunView(api.get("/v1/runs/" + id));
    if (json) {
      print(api, view);
      return Exit.SUCCEEDED;
    }
    show(view);
    var tasks = new ArrayList<TaskView>();
    new Lists(api).tasks(id, ROWS_MAX, tasks::add);
    var table = new Tables("TASK", "STATE", "FOR", "NAME", "DETAIL");
    var now = world.clock().instant();
    var known = new HashMap<String, TaskView>();
    tasks.forEach(task -> known.put(task.id(), task));
    for (var task : tasks) {
      var age = Times.age(Duration.between(task.since(), now));
      table.row(task.id(), task.state(), age, task.name(), detail(task, known));
    }
    table.lines(2).forEach(world.output()::data);
    if (view.total() > tasks.size()) {
      world.output().hint("`continuo status " + id + " --json` has all tasks");
    }
    return Exit.SUCCEEDED;
  }

  private void show(RunView view) {
    var age = Times.age(Duration.between(view.submittedAt(), world.clock().instant()));
    world.output().data("run " + view.id() + " " + view.name() + ": " + view.state());
    if (!view.reason().isEmpty()) {
      world.output().data(Output.printable(view.reason()));
    }
    world
        .output()
        .data(view.total() + " tasks" + Summary.counts(view) + ", submitted " + age + " ago");
    if (view.stuck()) {
      world
          .output()
          .hint(
              "nothing moves before you decide, `continuo why "
                  + view.id()
                  + "` says what it waits for");
    }
  }

  private static String detail(TaskView task, Map<String, TaskView> known) {
    if (!task.reason().isEmpty()) {
      return task.reason();
    }
    if (task.state().equals("pending")) {
      return waitsFor(task, known);
    }
    return task.attempt() > 1 ? "attempt " + task.attempt() : "";
  }

  /** The first need that is not satisfied, as far as the listed tasks tell. */
  private static String waitsFor(TaskView task, Map<String, TaskView> known) {
    var open = new ArrayList<String>();
    for (var need : task.needs()) {
      var needed = known.get(need.task());
      if (needed != null && !need.satisfiedBy(needed)) {
        open.add(needed.name());
      }
    }
    return switch (open.size()) {
      case 0 -> "";
      case 1 -> "needs " + open.getFirst();
      default -> "needs " + open.getFirst() + " and " + (open.size() - 1) + " more";
    };
  }

  private void print(Api api, RunView view) throws IOException {
    var document = (ObjectNode) view.json();
    var tasks = document.putArray("tasks");
    new Lists(api).tasks(view.id(), Integer.MAX_VALUE, task -> tasks.add(task.json()));
    world.output().data(Json.write(document));
  }
}
