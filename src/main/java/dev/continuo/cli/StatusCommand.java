package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "status",
    footer = {"  continuo status", "  continuo status -f", "  continuo status r-4k2m9q --json"},
    description = {
      "Shows how a run and its tasks stand.",
      "",
      "With --follow it shows how the run goes on, until nothing of it can move without a person,"
          + " and ends as run does."
    })
final class StatusCommand implements Verb {
  /** Of a run with more tasks, those are shown that matter most; the JSON has all. */
  private static final int ROWS_MAX = 200;

  private static final int ROWS_OF_MANY = 40;
  private static final int TASKS_MAX = 100_000;
  private static final int REMEDIES_MAX = 5;

  private final World world;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      defaultValue = "last",
      description = "The run's id, or last: the newest run of this folder, which is the default.")
  private String run = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the run can move no further without a person.")
  private boolean follow;

  @Option(names = "--plain", description = "Follow line by line, also on a terminal.")
  private boolean plain;

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
    if (follow && json) {
      throw new CommandError(
          Exit.USAGE,
          "option `--json`: has no meaning with `--follow`",
          "`continuo events --follow --run RUN --json` prints what happens as it happens");
    }
    var columns = world.terminal().columns();
    var api = Api.present(world);
    var id = new Targets(world, api).run(run);
    if (follow) {
      return follow(api, id);
    }
    var view = new RunView(api.get("/v1/runs/" + id));
    if (json) {
      print(api, view);
      return Exit.SUCCEEDED;
    }
    var tasks = new ArrayList<TaskView>();
    new Lists(api).tasks(id, view.total() > ROWS_MAX ? TASKS_MAX : ROWS_MAX, tasks::add);
    show(view);
    show(tasks, columns.getAsInt());
    // what can be done stands below what is
    world.output().flush();
    Slots.lines(view, tasks).forEach(world.output()::say);
    new Overtime().news(view, tasks, world.clock().instant()).forEach(world.output()::say);
    remedies(api, view, tasks);
    hint(view);
    return Exit.SUCCEEDED;
  }

  private Exit follow(Api api, String id) throws IOException {
    var after = api.head();
    var watch = plain ? Watch.plain(world, api) : Watch.of(world, api);
    try (var _ = Interrupt.says(world.output(), Watch.detached(id))) {
      return watch.until(id, after, Deadline.never(), "").exit();
    }
  }

  private void show(List<TaskView> tasks, int columns) {
    var known = new HashMap<String, TaskView>();
    tasks.forEach(task -> known.put(task.id(), task));
    var shown = shown(tasks);
    var table = new Tables("TASK", "STATE", "FOR", "NAME", "DETAIL");
    var now = world.clock().instant();
    for (var task : shown) {
      var age = Times.age(Duration.between(task.since(), now));
      table.row(task.id(), task.state(), age, task.name(), detail(task, known));
    }
    table.lines(2, columns).forEach(world.output()::data);
    if (shown.size() < tasks.size()) {
      var rest = new ArrayList<>(tasks);
      rest.removeAll(new HashSet<>(shown));
      world.output().data(Board.more(rest.stream().map(Watched::of).toList()).text());
    }
  }

  /** All tasks in the order of the run, or of many those that matter most. */
  private static List<TaskView> shown(List<TaskView> tasks) {
    return tasks.size() <= ROWS_MAX
        ? tasks
        : tasks.stream()
            .sorted(Comparator.comparing(task -> Look.of(task.state())))
            .limit(ROWS_OF_MANY)
            .toList();
  }

  /** A run that has ended as it should needs none. */
  private void remedies(Api api, RunView view, List<TaskView> tasks) throws IOException {
    if (view.exit() == Exit.SUCCEEDED || view.exit() == Exit.CANCELLED) {
      return;
    }
    var concerned = tasks.stream().filter(Remedies::any).toList();
    for (var task : concerned.subList(0, Math.min(concerned.size(), REMEDIES_MAX))) {
      var tail = new TaskView(api.get("/v1/tasks/" + task.id())).tail(Summary.TAIL_LINES_MAX);
      Remedies.lines(task, tail).forEach(world.output()::say);
    }
    if (concerned.size() > REMEDIES_MAX) {
      world.output().say("and " + (concerned.size() - REMEDIES_MAX) + " more");
    }
  }

  private void show(RunView view) {
    var age = Times.age(Duration.between(view.submittedAt(), world.clock().instant()));
    world.output().data("run " + view.id() + " " + view.name() + ": " + view.state());
    if (!view.reason().isEmpty()) {
      world.output().data(Output.printable(view.reason()));
    }
    if (view.quarantined()) {
      world.output().data(Output.printable("in quarantine: " + view.quarantine()));
    }
    var tasks = view.total() + (view.total() == 1 ? " task" : " tasks");
    world.output().data(tasks + Summary.counts(view) + ", submitted " + age + " ago");
  }

  private void hint(RunView view) {
    if (view.total() > ROWS_MAX) {
      world.output().hint("`continuo status " + view.id() + " --json` has all tasks");
    }
    if (view.quarantined()) {
      world
          .output()
          .hint(
              "once the bug is repaired, `continuo quarantine "
                  + view.id()
                  + " --lift` lets the run go on");
    } else if (view.stuck()) {
      world
          .output()
          .hint("nothing moves before you decide, `continuo why " + view.id() + "` says why");
    }
  }

  private static String detail(TaskView task, Map<String, TaskView> known) {
    if (!task.reason().isEmpty()) {
      return task.reason();
    }
    if (task.asks()) {
      return "waits for an answer";
    }
    if (task.asksApproval()) {
      return "waits for " + task.approval();
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
