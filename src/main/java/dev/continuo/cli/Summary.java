package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is said of a run that can move no further: how it stands, what failed, what to type next.
 */
final class Summary {
  private static final int TASKS_MAX = 10_000;
  private static final int FAILURES_MAX = 5;
  private static final int QUESTIONS_MAX = 5;
  private static final int NAMES_MAX = 10;
  static final int TAIL_LINES_MAX = 20;
  private static final List<String> STANDINGS =
      List.of(
          "succeeded",
          "failed",
          "tolerated",
          "cancelled",
          "person",
          "active",
          "verifying",
          "queued",
          "waiting");

  private final World world;
  private final Api api;
  private final Predicate<String> shown;

  /** For whoever has seen nothing of the run yet. */
  Summary(World world, Api api) {
    this(world, api, _ -> false);
  }

  /** {@code shown}: whether the last output of the task of this id need not be shown again. */
  Summary(World world, Api api, Predicate<String> shown) {
    this.world = world;
    this.api = api;
    this.shown = shown;
  }

  void tell(RunView run) throws IOException {
    headlines(run).forEach(world.output()::say);
    if (run.exit() == Exit.SUCCEEDED || run.exit() == Exit.CANCELLED) {
      return;
    }
    var tasks = new ArrayList<TaskView>();
    new Lists(api).tasks(run.id(), TASKS_MAX, tasks::add);
    var stopped = tasks.stream().filter(Summary::stopped).toList();
    for (var task : stopped.subList(0, Math.min(stopped.size(), FAILURES_MAX))) {
      failure(task);
    }
    if (stopped.size() > FAILURES_MAX) {
      world.output().say("  and " + (stopped.size() - FAILURES_MAX) + " more");
    }
    neverStarted(tasks, stopped);
    var asking = tasks.stream().filter(TaskView::asks).toList();
    for (var task : asking.subList(0, Math.min(asking.size(), QUESTIONS_MAX))) {
      task.question().forEach(line -> world.output().say("  " + line));
    }
    if (asking.size() > QUESTIONS_MAX) {
      world.output().say("  and " + (asking.size() - QUESTIONS_MAX) + " more questions");
    }
    var unapproved = tasks.stream().filter(TaskView::asksApproval).toList();
    for (var task : unapproved.subList(0, Math.min(unapproved.size(), QUESTIONS_MAX))) {
      world.output().say("  task " + task.name() + " waits for " + task.approval());
    }
    if (unapproved.size() > QUESTIONS_MAX) {
      world.output().say("  and " + (unapproved.size() - QUESTIONS_MAX) + " more approvals");
    }
    next(run, stopped, asking, unapproved);
  }

  /** The same of one task: how it ended or what it waits for. */
  void tell(RunView run, TaskView task) throws IOException {
    var name = run.id() + "/" + task.name();
    var reason = task.reason().isEmpty() ? "" : ": " + task.reason();
    var stands = task.over() ? task.state() : "is " + task.state() + " and waits for you";
    world.output().say("task " + name + " " + stands + reason);
    var failed = task.state().equals("failed");
    var tail = failed ? tail(task) : List.<String>of();
    tail.forEach(line -> world.output().say("    " + line));
    Remedies.lines(task, tail).forEach(line -> world.output().say("  " + line));
    if (task.asks()) {
      task.question().forEach(line -> world.output().say("  " + line));
      world.output().hint(answers(name));
    } else if (task.asksApproval()) {
      world.output().say("  it waits for " + task.approval());
      world.output().hint(ApprovalView.commands(name));
    } else if (!task.over()) {
      world.output().hint("`continuo why " + name + "` says what it waits for");
    } else if (failed) {
      world.output().hint("`continuo logs " + name + "` shows the output");
    }
  }

  /** Lists carry no output, so the task is asked for again. */
  private List<String> tail(TaskView task) throws IOException {
    return new TaskView(api.get("/v1/tasks/" + task.id())).tail(TAIL_LINES_MAX);
  }

  private List<String> headlines(RunView run) {
    var line = headline(run);
    return world.terminal().drawable()
        ? Columns.folded(line, world.terminal().size().columns())
        : List.of(line);
  }

  /** {@code run r-4k2m9q succeeded in 4.2 s, 6 tasks}. */
  static String headline(RunView run) {
    var took = Times.took(Duration.between(run.submittedAt(), run.since()));
    var stands =
        run.over() ? run.state() + " in " + took : "is " + run.state() + " and waits for you";
    var tasks = run.total() + (run.total() == 1 ? " task" : " tasks");
    return "run " + run.id() + " " + stands + ", " + tasks + counts(run);
  }

  /** Nothing when all succeeded: then the total says it. */
  static String counts(RunView run) {
    if (run.state().equals("succeeded") && run.count("tolerated") == 0) {
      return "";
    }
    var counts = new ArrayList<String>();
    for (var standing : STANDINGS) {
      var count = run.count(standing);
      if (count > 0) {
        counts.add(count + " " + words(standing));
      }
    }
    return counts.isEmpty() ? "" : ": " + String.join(", ", counts);
  }

  private static String words(String standing) {
    return switch (standing) {
      case "person" -> "waiting for you";
      case "active" -> "running";
      case "tolerated" -> "failed as allowed";
      default -> standing;
    };
  }

  private static boolean stopped(TaskView task) {
    return !task.aside() && (task.state().equals("failed") || task.state().equals("blocked"));
  }

  private void failure(TaskView task) throws IOException {
    var reason = task.reason().isEmpty() ? "" : ": " + task.reason();
    if (!Remedies.reported(task)) {
      world.output().say("  task " + task.name() + " " + task.state() + reason);
    }
    var tail = tail(task);
    if (!shown.test(task.id())) {
      tail.forEach(line -> world.output().say("    " + line));
    }
    Remedies.lines(task, tail).forEach(line -> world.output().say("  " + line));
  }

  private void neverStarted(List<TaskView> tasks, List<TaskView> stopped) {
    var dependants = dependants(tasks, stopped);
    if (dependants.isEmpty()) {
      return;
    }
    var named = String.join(", ", dependants.stream().limit(NAMES_MAX).toList());
    var more = dependants.size() - NAMES_MAX;
    world.output().say("  never started: " + named + (more > 0 ? " and " + more + " more" : ""));
  }

  /**
   * The tasks that need a stopped one, directly or not, and were never tried; tasks come after what
   * they need.
   */
  private static List<String> dependants(List<TaskView> tasks, List<TaskView> stopped) {
    Set<String> barred = new HashSet<>();
    stopped.forEach(task -> barred.add(task.id()));
    var names = new ArrayList<String>();
    for (var task : tasks) {
      var bars = task.needs().stream().anyMatch(need -> barred.contains(need.task()));
      if (bars && task.attempt() == 0 && barred.add(task.id())) {
        names.add(task.name());
      }
    }
    return names;
  }

  private static String answers(String task) {
    return "`continuo answer " + task + " N` answers with the number of a choice";
  }

  private void next(
      RunView run, List<TaskView> stopped, List<TaskView> asking, List<TaskView> unapproved) {
    var hints = new ArrayList<String>();
    asking.stream()
        .limit(QUESTIONS_MAX)
        .map(task -> answers(run.id() + "/" + task.name()))
        .forEach(hints::add);
    unapproved.stream()
        .limit(QUESTIONS_MAX)
        .map(task -> ApprovalView.commands(run.id() + "/" + task.name()))
        .forEach(hints::add);
    if (stopped.isEmpty() && asking.isEmpty() && unapproved.isEmpty() && !run.over()) {
      hints.add("`continuo why " + run.id() + "` says what it waits for");
    }
    if (!stopped.isEmpty()) {
      var first = run.id() + "/" + stopped.getFirst().name();
      hints.add("`continuo logs " + first + "` shows the output");
      hints.add("`continuo retry " + run.id() + "` tries again");
    }
    if (!run.over()) {
      hints.add("`continuo cancel " + run.id() + "` ends the run");
    }
    if (!hints.isEmpty()) {
      world.output().hint(String.join("\n      ", hints));
    }
  }
}
