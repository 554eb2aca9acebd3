package dev.continuo.cli;

import dev.continuo.analysis.Batches;
import dev.continuo.analysis.CriticalPath;
import dev.continuo.analysis.Estimate;
import dev.continuo.analysis.Estimates;
import dev.continuo.analysis.Forecast;
import dev.continuo.analysis.Overlaps;
import dev.continuo.analysis.Size;
import dev.continuo.approval.ApprovalPart;
import dev.continuo.expansion.EachPart;
import dev.continuo.plan.Packets;
import dev.continuo.plan.Plan;
import dev.continuo.task.Door;
import dev.continuo.task.Durations;
import dev.continuo.task.ExpectedPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a plan will do, in words and as JSON. */
final class ExplainedPlan {
  private static final int ROWS_MAX = 40;
  private static final int BATCHES_MAX = 40;
  private static final int PAIRS_MAX = 20;
  private static final int NAMES_MAX = 10;

  private final Plan plan;
  private final List<TaskSpec> tasks;
  private final List<TaskSpec> work;
  private final Map<String, Duration> learnt;
  private final Batches batches;
  private final CriticalPath critical;
  private final Forecast forecast;
  private final Overlaps overlaps;
  private final Estimates estimates;

  ExplainedPlan(Plan plan, LearntDurations durations, Estimates estimates) {
    this.plan = plan;
    this.estimates = estimates;
    tasks = durations.on(plan.tasks());
    learnt = durations.used(plan.tasks());
    work = tasks.stream().filter(task -> !task.joins()).toList();
    batches = Batches.of(tasks);
    critical = CriticalPath.of(tasks);
    forecast = Forecast.of(tasks, plan.parallel());
    overlaps = Overlaps.of(tasks, plan.parallel());
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        plan.name()
            + ": "
            + counted(work.size(), "task", "tasks")
            + " in "
            + counted(batches.members().size(), "batch", "batches")
            + ", at most "
            + plan.parallel()
            + " at once");
    lines.add("");
    lines.addAll(table());
    lines.add("");
    for (int i = 0; i < Math.min(batches.members().size(), BATCHES_MAX); i++) {
      lines.add(batch(i + 1, batches.members().get(i)));
    }
    more(lines, batches.members().size() - BATCHES_MAX, "batch", "batches");
    lines.add("");
    lines.add(criticalPath());
    lines.add(total());
    overlaps(lines);
    named(lines, "For each item of a list that is known only then", work, ExplainedPlan::listed);
    named(lines, "Before its start, a person approves", work, each -> approved(each, Door.START));
    named(lines, "What it has done, a person approves", work, each -> approved(each, Door.FINISH));
    named(lines, "Without a time limit that stops them", work, ExplainedPlan::unlimited);
    named(lines, "Expected as long as in earlier runs", work, this::learnt);
    named(lines, "Without an expected duration, counted as 0", work, ExplainedPlan::unexpected);
    named(lines, "Too large for one agent", work, this::tooLarge);
    return lines.stream().map(Output::printable).toList();
  }

  private List<String> table() {
    var table = new Tables("BATCH", "TASK", "EXPECTED", "FILES", "TOKENS", "TITLE");
    var rows = 0;
    for (int i = 0; i < batches.members().size() && rows < ROWS_MAX; i++) {
      for (int index : batches.members().get(i)) {
        if (rows++ < ROWS_MAX) {
          row(table, i + 1, tasks.get(index));
        }
      }
    }
    var lines = new ArrayList<>(table.lines(2));
    more(lines, work.size() - ROWS_MAX, "task", "tasks");
    return lines;
  }

  private void row(Tables table, int batch, TaskSpec task) {
    var estimate = estimates.of(task);
    table.row(
        "" + batch,
        task.name(),
        task.part(ExpectedPart.class).map(part -> Durations.words(part.expected())).orElse("-"),
        estimate.map(Estimate::words).orElse("-"),
        estimate.map(each -> Size.tokens(each.files())).orElse("-"),
        task.title().equals(task.name()) ? "" : task.title());
  }

  private String batch(int number, List<Integer> members) {
    var atOnce = Math.min(plan.parallel(), members.size());
    var how =
        atOnce < 2
            ? ""
            : atOnce < members.size() ? ", in parallel, " + atOnce + " at once" : ", in parallel";
    return "Batch " + number + how + ": " + names(members, TaskSpec::name, ", ");
  }

  private String criticalPath() {
    return "Critical path: "
        + names(critical.tasks(), ExplainedPlan::shown, " → ")
        + (critical.length().isZero() ? "" : ", " + Durations.words(critical.length()));
  }

  private String total() {
    if (forecast.sequential().isZero()) {
      return "Expected in total: unknown, no task says how long it takes";
    }
    return "Expected in total: "
        + Durations.words(forecast.total())
        + ", one after the other "
        + Durations.words(forecast.sequential())
        + ", saving "
        + forecast.savingPercent()
        + " %";
  }

  private void overlaps(List<String> lines) {
    for (var pair : overlaps.pairs().subList(0, Math.min(PAIRS_MAX, overlaps.pairs().size()))) {
      lines.add(
          "The same files at the same time: "
              + name(pair.first())
              + " and "
              + name(pair.second())
              + ", "
              + (pair.files().equals(pair.others())
                  ? pair.files()
                  : pair.files() + " and " + pair.others()));
    }
    more(lines, overlaps.found() - PAIRS_MAX, "pair of tasks", "pairs of tasks");
    if (overlaps.left() > 0) {
      lines.add(
          "Not compared by their files: "
              + counted(overlaps.left(), "task", "tasks")
              + ", there are too many");
    }
  }

  private static void named(
      List<String> lines, String what, List<TaskSpec> tasks, Predicate<TaskSpec> which) {
    var found = tasks.stream().filter(which).toList();
    if (!found.isEmpty()) {
      lines.add(what + ": " + joined(found, TaskSpec::name, ", "));
    }
  }

  private static boolean unlimited(TaskSpec task) {
    var done = task.part(EachPart.class).map(EachPart::task).orElse(task);
    return done.timeout().action() == Timeout.Action.ASK;
  }

  private static boolean approved(TaskSpec task, Door door) {
    var done = task.part(EachPart.class).map(EachPart::task).orElse(task);
    return done.part(ApprovalPart.class).filter(part -> part.before().contains(door)).isPresent();
  }

  private static boolean listed(TaskSpec task) {
    return task.part(EachPart.class).isPresent();
  }

  private boolean learnt(TaskSpec task) {
    return learnt.containsKey(task.name());
  }

  private static boolean unexpected(TaskSpec task) {
    return task.part(ExpectedPart.class).isEmpty();
  }

  private boolean tooLarge(TaskSpec task) {
    return estimates.of(task).filter(each -> !each.size(packets()).fits()).isPresent();
  }

  private Packets packets() {
    return plan.configuration().packets();
  }

  private static String shown(TaskSpec task) {
    return task.title().equals(task.name()) ? task.name() : task.name() + " (" + task.title() + ")";
  }

  private String name(int index) {
    return tasks.get(index).name();
  }

  private String names(List<Integer> indexes, Function<TaskSpec, String> name, String between) {
    return joined(indexes.stream().map(tasks::get).toList(), name, between);
  }

  private static String joined(
      List<TaskSpec> tasks, Function<TaskSpec, String> name, String between) {
    var names = tasks.stream().limit(NAMES_MAX).map(name).collect(Collectors.joining(between));
    var more = tasks.size() - NAMES_MAX;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private static void more(List<String> lines, int count, String one, String many) {
    if (count > 0) {
      lines.add("and " + count + " more " + (count == 1 ? one : many));
    }
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** Names alone of all tasks, however many; of the pairs, those that were kept. */
  ObjectNode json() {
    var document = Json.object().put("plan", plan.name()).put("tasks", work.size());
    document.put("parallel", plan.parallel());
    var rows = document.putArray("batches");
    batches.members().forEach(batch -> names(rows.addArray(), batch));
    names(document.putArray("criticalPath"), critical.tasks());
    document.put("criticalPathMs", critical.length().toMillis());
    document.put("expectedMs", forecast.total().toMillis());
    document.put("sequentialMs", forecast.sequential().toMillis());
    document.put("savingPercent", forecast.savingPercent());
    var pairs = document.putArray("sameFiles");
    for (var pair : overlaps.pairs()) {
      var node = pairs.addObject();
      node.putArray("tasks").add(name(pair.first())).add(name(pair.second()));
      node.putArray("files").add(pair.files()).add(pair.others());
    }
    document.put("sameFilesFound", overlaps.found());
    document.put("notCompared", overlaps.left());
    named(document.putArray("approvedAtStart"), task -> approved(task, Door.START));
    named(document.putArray("approvedAtEnd"), task -> approved(task, Door.FINISH));
    named(document.putArray("withoutTimeLimit"), ExplainedPlan::unlimited);
    named(document.putArray("learnt"), this::learnt);
    named(document.putArray("withoutExpected"), ExplainedPlan::unexpected);
    estimates(document.putArray("estimates"));
    return document;
  }

  private void names(ArrayNode array, List<Integer> indexes) {
    indexes.forEach(index -> array.add(name(index)));
  }

  private void named(ArrayNode array, Predicate<TaskSpec> which) {
    work.stream().filter(which).forEach(task -> array.add(task.name()));
  }

  private void estimates(ArrayNode array) {
    for (var task : work) {
      estimates
          .of(task)
          .ifPresent(
              estimate ->
                  array
                      .addObject()
                      .put("task", task.name())
                      .put("files", estimate.files())
                      .put("atLeast", estimate.certain() == Estimate.Certainty.AT_LEAST)
                      .put("tokens", Size.tokens(estimate.files()))
                      .put("size", estimate.size(packets()).name().toLowerCase(Locale.ROOT)));
    }
  }
}
