package dev.continuo.server;

import dev.continuo.expression.Cel;
import dev.continuo.host.Reports;
import dev.continuo.task.Assessment;
import dev.continuo.task.Choice;
import dev.continuo.task.ConditionPart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import dev.continuo.task.UntilPart;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the conditions of tasks, on a thread of its own: results are read from the disk for it. */
final class Conditions implements AutoCloseable {
  /** So much of an expression, and of what it was told from, stands in a sentence. */
  private static final int SHOWN_MAX = 300;

  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final System.Logger LOG = System.getLogger(Conditions.class.getName());

  private final Cel cel = new Cel();
  private final Tasks tasks;
  private final Handover handover;
  private final Reports reports;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("conditions").daemon().factory());

  Conditions(Tasks tasks, Handover handover, Reports reports) {
    this.tasks = tasks;
    this.handover = handover;
    this.reports = reports;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Has the condition of a task told; called on the loop's thread. */
  void judge(TaskId id) {
    var task = tasks.get(id);
    if (task != null) {
      var left = Left.to(task, tasks);
      run(() -> told(task, () -> judge(task, left)), Duration.ZERO);
    }
  }

  /** Has a claim held against the condition that its task is to be done until. */
  void assess(TaskId id, int attempt) {
    var task = tasks.get(id);
    if (task != null) {
      var left = Left.to(task, tasks);
      run(() -> told(task, () -> assess(task, attempt, left)), Duration.ZERO);
    }
  }

  private void assess(Task task, int attempt, List<Left> left) {
    var until = task.spec().part(UntilPart.class).orElseThrow();
    var answer = assessment(until, handover.result(task.result()), left);
    reports.report(new TaskCommand.Assess(task.id(), attempt, answer), _ -> {});
  }

  private Assessment assessment(UntilPart until, Object result, List<Left> left) {
    var needs = handover.values(left);
    var inputs = values(until.inputs());
    var had = JSON.createObjectNode().putPOJO("result", result);
    had.setAll(from(until.inputs(), left, needs));
    var shown = shown(until.expression());
    var from = shortened(JSON.writeValueAsString(had));
    try {
      if (cel.tell(until.expression(), inputs, needs, result)) {
        return new Assessment.Done();
      }
      var reason = "`until` " + shown + " is false; it had " + from;
      return new Assessment.Again(new Text.Inline(reason), reason);
    } catch (Cel.Untold untold) {
      return new Assessment.Fail(
          "`until` %s cannot be told: %s; it had %s".formatted(shown, untold.getMessage(), from));
    }
  }

  private void run(Runnable act, Duration later) {
    try {
      var _ = thread.schedule(act, later.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // closing: it is asked for again after the next start
    }
  }

  /** What cannot be read now is read later: no choice is made for want of a disk. */
  private void told(Task task, Runnable act) {
    try {
      act.run();
    } catch (UncheckedIOException unreadable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "task {0}: its condition cannot be told now, {1}",
          task.id(),
          unreadable.getMessage());
      run(() -> told(task, act), AGAIN);
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "bug: a condition is not told", bug);
    }
  }

  private void judge(Task task, List<Left> left) {
    var choice = choice(task.spec().part(ConditionPart.class).orElseThrow(), left);
    reports.report(new TaskCommand.Decide(task.id(), choice), _ -> {});
  }

  private Choice choice(ConditionPart condition, List<Left> left) {
    var needs = handover.values(left);
    var inputs = values(condition.inputs());
    var shown = shown(condition.expression());
    try {
      return cel.tell(condition.expression(), inputs, needs)
          ? new Choice.Do()
          : new Choice.Skip("its condition " + shown + " is false");
    } catch (Cel.Untold untold) {
      var from = from(condition.inputs(), left, needs);
      return new Choice.Fail(
          "its condition %s cannot be told: %s; it had %s"
              .formatted(shown, untold.getMessage(), shortened(JSON.writeValueAsString(from))));
    }
  }

  private static Map<String, Object> values(SortedMap<String, String> inputs) {
    var values = new HashMap<String, Object>();
    inputs.forEach((name, json) -> values.put(name, Handover.value(json)));
    return values;
  }

  /** What the condition was told from, for sentences. */
  private static ObjectNode from(
      SortedMap<String, String> inputs, List<Left> left, Map<String, Object> needs) {
    var from = JSON.createObjectNode();
    inputs.forEach((name, json) -> from.put("inputs." + name, json));
    left.forEach(each -> from.putPOJO("needs." + each.task(), needs.get(each.task())));
    return from;
  }

  private static String shown(String expression) {
    return "`" + shortened(expression.replaceAll("\\s+", " ")) + "`";
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
