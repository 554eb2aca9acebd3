package dev.continuo.server;

import dev.continuo.engine.Command;
import dev.continuo.expression.Cel;
import dev.continuo.host.Outcome;
import dev.continuo.host.Reports;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunRefusal;
import dev.continuo.task.Choice;
import dev.continuo.task.ConditionPart;
import dev.continuo.task.EachPart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
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

/**
 * Tells the conditions and the lists of tasks, on a thread of its own: results are read from the
 * disk for it.
 */
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
      run(() -> judge(task, left), Duration.ZERO);
    }
  }

  /**
   * Has the list of a group told, of which so many items are there; called on the loop's thread.
   */
  void list(TaskId id, int there) {
    var group = tasks.get(id);
    if (group != null) {
      var left = Left.to(group, tasks);
      run(() -> list(group, there, left), Duration.ZERO);
    }
  }

  private void run(Runnable act, Duration later) {
    try {
      var _ = thread.schedule(act, later.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // closing: it is asked for again after the next start
    }
  }

  private void judge(Task task, List<Left> left) {
    readable(
        task,
        () -> reports.report(new TaskCommand.Decide(task.id(), choice(task, left)), _ -> {}),
        () -> judge(task, left));
  }

  /** A run that is busy is told a moment later. */
  private void list(Task group, int there, List<Left> left) {
    Runnable again = () -> list(group, there, left);
    readable(
        group,
        () ->
            reports.report(
                listed(group, there, left),
                outcome -> {
                  if (outcome instanceof Outcome.Refused(var refused)
                      && refused.why() == RunRefusal.RUN_BUSY) {
                    run(again, AGAIN);
                  }
                }),
        again);
  }

  /** What cannot be read now is read later: no choice is made for want of a disk. */
  private void readable(Task task, Runnable act, Runnable again) {
    try {
      act.run();
    } catch (UncheckedIOException unreadable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "task {0}: its condition or list cannot be told now, {1}",
          task.id(),
          unreadable.getMessage());
      run(again, AGAIN);
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "bug: a condition or list is not told", bug);
    }
  }

  private Choice choice(Task task, List<Left> left) {
    var condition = task.spec().part(ConditionPart.class).orElseThrow();
    var from = new From(condition.inputs(), left);
    try {
      return cel.tell(condition.expression(), from.inputs(), from.needs())
          ? new Choice.Do()
          : new Choice.Skip("its condition " + shown(condition.expression()) + " is false");
    } catch (Cel.Untold untold) {
      return new Choice.Fail(from.untold("condition", condition.expression(), untold));
    }
  }

  private Command listed(Task group, int there, List<Left> left) {
    var each = group.spec().part(EachPart.class).orElseThrow();
    var from = new From(each.inputs(), left);
    try {
      var list = Items.of(cel.list(each.expression(), from.inputs(), from.needs()), each.task());
      var piece =
          list.subList(there, Math.min(list.size(), there + RunCommand.TASKS_MAX)).stream()
              .map(item -> item.of(each.task()))
              .toList();
      return new RunCommand.Expand(group.id(), there, list.size(), piece);
    } catch (Cel.Untold untold) {
      return new TaskCommand.GiveUp(group.id(), from.untold("list", each.expression(), untold));
    }
  }

  /** What an expression is told from. */
  private final class From {
    private final SortedMap<String, String> given;
    private final List<Left> left;
    private final Map<String, Object> needs;

    From(SortedMap<String, String> inputs, List<Left> left) {
      this.given = inputs;
      this.left = left;
      needs = handover.values(left);
    }

    Map<String, Object> inputs() {
      var inputs = new HashMap<String, Object>();
      given.forEach((name, json) -> inputs.put(name, Handover.value(json)));
      return inputs;
    }

    Map<String, Object> needs() {
      return needs;
    }

    /** Why nothing came of it, and what it had. */
    String untold(String what, String expression, Cel.Untold untold) {
      var had = JSON.createObjectNode();
      given.forEach((name, json) -> had.put("inputs." + name, json));
      left.forEach(each -> had.putPOJO("needs." + each.task(), needs.get(each.task())));
      return "its %s %s cannot be told: %s; it had %s"
          .formatted(
              what,
              shown(expression),
              untold.getMessage(),
              shortened(JSON.writeValueAsString(had)));
    }
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
