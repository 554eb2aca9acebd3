package dev.continuo.cli;

import dev.continuo.task.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tells of a run line by line what an event means to somebody who watches. */
final class Progress implements Teller {
  private static final int TAIL_LINES_MAX = 10;
  private static final int SCREEN_LINES = 15;

  /** Of larger runs, tasks are asked for one by one when something happens to them. */
  private static final int TASKS_AHEAD_MAX = 1000;

  /** Whether all is told, or only what matters where the tasks are to be seen anyway. */
  enum Told {
    ALL,
    WHAT_MATTERS
  }

  private record Known(String name, String title, Role role, Origin origin) {}

  private enum Role {
    WORK,
    CHECK
  }

  /** Which run does the work of a task. */
  private enum Origin {
    THIS_RUN,
    EARLIER_RUN
  }

  private final World world;
  private final Api api;
  private final Told told;
  private final Map<String, Known> tasks = new HashMap<>();
  private final Map<String, String> gates = new HashMap<>();

  /** Queued tasks, and whether one of the others has ended meanwhile. */
  private final Map<String, Boolean> queued = new HashMap<>();

  private final Set<String> failuresTold = new HashSet<>();

  /** Of each task whose output was shown, how many lines had been said by then. */
  private final Map<String, Integer> shown = new HashMap<>();

  private final Overtime overtime = new Overtime();
  private int said;

  Progress(World world, Api api, Told told) {
    this.world = world;
    this.api = api;
    this.told = told;
  }

  @Override
  public boolean justShown(String task) {
    var at = shown.get(task);
    return at != null && said - at <= SCREEN_LINES;
  }

  /** Reads the names of a run's tasks, so that they need not be asked for later. */
  @Override
  public void meet(String run) throws IOException {
    new Lists(api).tasks(run, TASKS_AHEAD_MAX, this::remember);
  }

  @Override
  public void look(String run) throws IOException {
    var now = new RunView(api.get("/v1/runs/" + run));
    var all = new ArrayList<TaskView>();
    new Lists(api).tasks(run, TASKS_AHEAD_MAX, all::add);
    overtime
        .news(now, all, world.clock().instant())
        .forEach(news -> line(Times.clock(world.clock().instant(), world.zone()) + " " + news));
  }

  @Override
  public void tell(EventView event) throws IOException {
    switch (event.type()) {
      case "task.submitted" -> remember(event);
      case "task.started" -> failuresTold.remove(event.task());
      case "task.queued" -> queued.put(event.task(), false);
      case "task.turn-ended" -> queued.replaceAll((_, _) -> true);
      default -> {}
    }
    if (told == Told.ALL || matters(event)) {
      say(event);
    }
  }

  /** What a board of the tasks does not show, or not for long. */
  private static boolean matters(EventView event) {
    return switch (event.type()) {
      case "task.turn-ended", "task.failed", "task.blocked", "task.overdue" -> true;
      case "gate.check-started", "gate.rejected", "gate.warned" -> true;
      default -> event.type().startsWith("run.");
    };
  }

  private void say(EventView event) throws IOException {
    switch (event.type()) {
      case "run.paused" -> say(event, "run paused: " + event.text("reason"));
      case "run.resumed" -> say(event, "run goes on");
      case "run.end-requested" -> say(event, "run is ending: " + event.text("reason"));
      case "run.reopened" -> say(event, "run is open again");
      case "run.extended" -> say(event, event.text("count") + " more tasks");
      case "gate.check-started" -> gates.put(gate(event), event.text("name"));
      case "gate.passed" -> say(event, name(event) + " passed the gate " + gateName(event));
      case "gate.warned" ->
          say(
              event,
              name(event)
                  + " goes on without the gate "
                  + gateName(event)
                  + ", which is not required"
                  + reason(event));
      case "gate.rejected" ->
          say(event, name(event) + " did not pass the gate " + gateName(event) + reason(event));
      default -> tellTask(event);
    }
  }

  private void tellTask(EventView event) throws IOException {
    switch (event.type()) {
      case "task.started" -> started(event);
      case "task.turn-ended" -> turnEnded(event);
      case "task.turn-forfeited" -> work(event, "gets another turn, " + event.text("outcome"));
      case "task.retry-planned" -> work(event, "is tried again in " + after(event));
      case "task.overdue" -> work(event, "runs past its timeout of " + after(event));
      case "task.reworked" -> work(event, "is reworked (round " + event.text("round") + ")");
      case "task.paused" -> work(event, "paused by " + event.text("by"));
      case "task.held" -> work(event, "is held by " + event.text("by"));
      case "task.resumed", "task.released" -> work(event, "goes on");
      case "task.blocked" -> work(event, "blocked (" + event.text("kind") + ")" + reason(event));
      case "task.reopened" -> work(event, "is open again");
      case "task.latch-put" -> unapproved(event);
      case "task.latch-opened" -> approved(event);
      case "task.succeeded" -> work(event, "succeeded");
      case "task.cancelled" -> work(event, "cancelled" + reason(event));
      case "task.skipped" -> skipped(event);
      case "task.failed" -> failed(event);
      default -> {}
    }
  }

  /** A task that was queued while others ended has waited for a slot, or for a lock. */
  private void started(EventView event) throws IOException {
    var task = task(event.task());
    var waited = queued.remove(event.task());
    if (Boolean.TRUE.equals(waited) && task.role() == Role.WORK && attempt(event).equals("1")) {
      say(event, "Launched queued task: " + task.title());
      return;
    }
    work(event, "started (attempt " + attempt(event) + ")");
  }

  /** The latch at a task's end is there from the beginning, when nobody has to decide yet. */
  private void unapproved(EventView event) throws IOException {
    var latch = event.body().path("latch");
    if (latch.path("owner").asString("").equals("approval")
        && latch.path("door").asString("").equals("start")) {
      work(event, "waits for an approval of its start");
    }
  }

  private void approved(EventView event) throws IOException {
    if (event.body().path("latch").path("owner").asString("").equals("approval")) {
      work(event, "is approved");
    }
  }

  private void turnEnded(EventView event) throws IOException {
    var outcome = event.text("outcome").replace('-', ' ').replace('_', ' ');
    if (outcome.equals("succeeded") || outcome.equals("cancelled")) {
      return;
    }
    var task = remember(new TaskView(api.get("/v1/tasks/" + event.task())));
    var detail = event.body().path("exit").path("detail").asString("");
    say(event, task.name() + " " + outcome + (detail.isEmpty() ? "" : ": " + detail));
    task.tail(TAIL_LINES_MAX).forEach(line -> line("    " + line));
    failuresTold.add(event.task());
    shown.put(event.task(), said);
  }

  /** How many tasks an earlier run did was printed when this run was submitted. */
  private void skipped(EventView event) throws IOException {
    if (task(event.task()).origin() == Origin.THIS_RUN) {
      work(event, "skipped" + reason(event));
    }
  }

  /** The end of a task whose failing turn was just told of is no news. */
  private void failed(EventView event) throws IOException {
    if (!failuresTold.remove(event.task())) {
      work(event, "failed" + reason(event));
    }
  }

  /** Checks are told of by their gates, unless they fail. */
  private void work(EventView event, String what) throws IOException {
    var task = task(event.task());
    if (task.role() == Role.WORK) {
      say(event, task.name() + " " + what);
    }
  }

  private void say(EventView event, String what) {
    line(Times.clock(event.at(), world.zone()) + " " + what);
  }

  private void line(String words) {
    said++;
    world.output().say(words);
  }

  private String name(EventView event) throws IOException {
    var subject = event.body().path("gate").path("task").asString("");
    return task(subject.isEmpty() ? event.task() : subject).name();
  }

  private Known task(String id) throws IOException {
    var known = tasks.get(id);
    if (known != null) {
      return known;
    }
    var task = remember(new TaskView(api.get("/v1/tasks/" + id)));
    return known(task);
  }

  private void remember(EventView submitted) {
    var spec = submitted.body().path("spec");
    var name = spec.path("name").asString("");
    if (!name.isEmpty()) {
      var check = spec.path("kind").asString("").equals("check");
      tasks.put(
          submitted.task(),
          new Known(name, title(spec, name), check ? Role.CHECK : Role.WORK, origin(spec)));
    }
  }

  TaskView remember(TaskView task) {
    tasks.put(task.id(), known(task));
    return task;
  }

  private static Known known(TaskView task) {
    return new Known(
        task.name(),
        task.title(),
        task.aside() ? Role.CHECK : Role.WORK,
        task.takenOver() ? Origin.EARLIER_RUN : Origin.THIS_RUN);
  }

  private static Origin origin(JsonNode spec) {
    return spec.path("parts")
            .valueStream()
            .anyMatch(part -> part.path("is").asString("").equals("taken-over"))
        ? Origin.EARLIER_RUN
        : Origin.THIS_RUN;
  }

  private static String title(JsonNode spec, String name) {
    return spec.path("parts")
        .valueStream()
        .map(part -> part.path("title").asString(""))
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse(name);
  }

  private String gateName(EventView event) {
    return gates.getOrDefault(gate(event), gate(event));
  }

  private static String gate(EventView event) {
    var gate = event.body().path("gate");
    return gate.path("task").asString("") + "/" + gate.path("index").asString("");
  }

  private static String attempt(EventView event) {
    return event.body().path("turn").path("attempt").asString("1");
  }

  private static String after(EventView event) {
    return Durations.words(Duration.ofMillis(event.body().path("after").asLong(0)));
  }

  private static String reason(EventView event) {
    var reason = event.text("reason");
    return reason.isEmpty() ? "" : ": " + reason;
  }
}
