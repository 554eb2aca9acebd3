package dev.continuo.cli;

import dev.continuo.task.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a run while it is watched: the tasks as they were read, kept in step by the
 * events that follow. Events that were in what was read already lead to the same end.
 *
 * <p>Not safe for threads; who shows it guards it.
 */
final class RunPicture {
  private final String run;
  private final Instant submitted;
  private final int total;
  private final Map<String, Watched> tasks = new LinkedHashMap<>();

  /** Of each check that is under way, the task that it is about. */
  private final Map<String, String> subjects = new HashMap<>();

  RunPicture(RunView run) {
    this.run = run.id();
    this.submitted = run.submittedAt();
    this.total = run.total();
  }

  String run() {
    return run;
  }

  Instant submitted() {
    return submitted;
  }

  /** How many tasks the run has, checks not counted. */
  int total() {
    return Math.max(total, tasks().size());
  }

  /** The tasks of kind work, in the order of the run. */
  List<Watched> tasks() {
    return tasks.values().stream().filter(task -> !task.check()).toList();
  }

  /** The tasks whose output is worth following: those that run, and whose checks run. */
  Collection<Watched> speaking() {
    return tasks.values().stream().filter(task -> !task.turn().isEmpty()).toList();
  }

  void meet(TaskView task) {
    tasks.put(task.id(), Watched.of(task));
  }

  /** Takes the last line that a turn has written, unless it is no longer the one that matters. */
  void said(String task, String turn, String line) {
    var speaker = tasks.get(task);
    if (speaker == null || !speaker.turn().equals(turn)) {
      return;
    }
    tasks.put(task, speaker.saying(line));
    var subject = tasks.get(subjects.getOrDefault(task, ""));
    if (subject != null && subject.look() == Look.VERIFYING) {
      tasks.put(subject.id(), subject.saying(line));
    }
  }

  void apply(EventView event) {
    if (event.task().isEmpty()) {
      return;
    }
    if (event.type().equals("task.submitted")) {
      submitted(event);
      return;
    }
    var known = tasks.getOrDefault(event.task(), unknown(event));
    tasks.put(event.task(), after(event, known));
  }

  private void submitted(EventView event) {
    var spec = event.body().path("spec");
    var check = spec.path("kind").asString("").equals("check");
    if (check) {
      subjects.put(event.task(), spec.path("subject").asString(""));
    }
    var name = spec.path("name").asString(event.task());
    tasks.put(event.task(), Watched.fresh(event.task(), name, check, event.at()));
  }

  /** A task that was too far down in a large run to be read before. */
  private static Watched unknown(EventView event) {
    return Watched.fresh(event.task(), event.task(), false, event.at());
  }

  private Watched after(EventView event, Watched task) {
    var at = event.at();
    var reason = event.text("reason");
    return switch (event.type()) {
      case "task.queued" -> task.is(Look.QUEUED, at).because(task.detail());
      case "task.dequeued", "task.reopened" -> task.is(Look.PENDING, at);
      case "task.started" -> started(event, task);
      case "task.paused" -> still(Look.PAUSED, event, task).because("by " + event.text("by"));
      case "task.held" -> task.because("held by " + event.text("by"));
      case "task.released" -> task.because("");
      case "task.resumed" -> still(Look.RUNNING, event, task);
      case "task.overdue" -> task.because("runs past its timeout");
      case "task.claimed" -> task.is(Look.VERIFYING, at);
      case "gate.check-started" -> task.because("gate " + event.text("name"));
      case "task.retry-planned" ->
          task.is(Look.PENDING, at).because("is tried again in " + after(event));
      case "task.turn-forfeited" -> task.is(Look.PENDING, at).because("gets another turn");
      case "task.reworked" -> task.is(Look.PENDING, at).because("round " + event.text("round"));
      case "task.latch-put" -> approvable(event) ? task.because("waits for an approval") : task;
      case "task.latch-opened" -> approvable(event) ? task.because("") : task;
      case "task.blocked" -> task.is(Look.BLOCKED, at).because(reason);
      case "task.succeeded" -> task.is(Look.SUCCEEDED, at);
      case "task.skipped" -> task.is(Look.SKIPPED, at).because(reason);
      case "task.failed" -> task.is(Look.FAILED, at).because(reason);
      case "task.cancelled" -> task.is(Look.CANCELLED, at).because(reason);
      default -> task;
    };
  }

  /** Whether the event says that a person has to approve the start of a task, or has done so. */
  private static boolean approvable(EventView event) {
    var latch = event.body().path("latch");
    return latch.path("owner").asString("").equals("approval")
        && latch.path("door").asString("").equals("start");
  }

  private static Watched started(EventView event, Watched task) {
    var attempt = event.body().path("turn").path("attempt").asInt(1);
    var began = attempt == task.attempt() ? task.began() : event.at();
    return task.is(Look.RUNNING, event.at()).living(event.turn(), attempt, began);
  }

  private static Watched still(Look look, EventView event, Watched task) {
    return task.is(look, event.at()).living(task.turn(), task.attempt(), task.began());
  }

  private static String after(EventView event) {
    return Durations.words(Duration.ofMillis(event.body().path("after").asLong(0)));
  }

  /** How many tasks of kind work are in each state. */
  Map<Look, Integer> counts() {
    return counts(tasks());
  }

  static Map<Look, Integer> counts(Collection<Watched> tasks) {
    var counts = new java.util.EnumMap<Look, Integer>(Look.class);
    tasks.forEach(task -> counts.merge(task.look(), 1, Integer::sum));
    return counts;
  }
}
