package dev.continuo.server.expression;

import dev.continuo.server.handover.Handover;
import dev.continuo.server.handover.Left;
import dev.continuo.engine.Command;
import dev.continuo.expression.Cel;
import dev.continuo.host.Outcome;
import dev.continuo.host.Reports;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunRefusal;
import dev.continuo.task.Assessment;
import dev.continuo.task.Choice;
import dev.continuo.task.ConditionPart;
import dev.continuo.task.EachPart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
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
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the conditions and the lists of tasks, on a thread of its own: results are read from the
 * disk for it.
 */
public final class Conditions implements AutoCloseable {
  /** So much of an expression, and of what it was told from, stands in a sentence. */
  private static final int SHOWN_MAX = 300;

  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final System.Logger LOG = System.getLogger(Conditions.class.getName());

  private final Cel cel = new Cel();
  private final Tasks tasks;
  private final Handover handover;
  private final Reports reports;
  private final BiFunction<Task, TaskSpec, TaskSpec> earlier;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("conditions").daemon().factory());

  /**
   * Tells them of these tasks.
   *
   * @param earlier the item of a group, taken over where an earlier run has done it
   */
  public Conditions(
      Tasks tasks,
      Handover handover,
      Reports reports,
      BiFunction<Task, TaskSpec, TaskSpec> earlier) {
    this.earlier = earlier;
    this.tasks = tasks;
    this.handover = handover;
    this.reports = reports;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Has the condition of a task told; called on the loop's thread. */
  public void judge(TaskId id) {
    tell(id, (task, left) -> reports.report(judged(task, left), _ -> {}));
  }

  /** Has a claim held against the condition that its task is to be done until. */
  public void assess(TaskId id, int attempt) {
    tell(id, (task, left) -> reports.report(assessed(task, attempt, left), _ -> {}));
  }

  /** Has the list of a group told, of which so many items are there. */
  public void list(TaskId id, int there) {
    tell(id, (group, left) -> list(group, there, left));
  }

  /** A run that is busy is told a moment later. */
  private void list(Task group, int there, List<Left> left) {
    reports.report(
        listed(group, there, left),
        outcome -> {
          if (outcome instanceof Outcome.Refused(var refused)
              && refused.why() == RunRefusal.RUN_BUSY) {
            run(() -> told(group, () -> list(group, there, left)), AGAIN);
          }
        });
  }

  private void tell(TaskId id, BiConsumer<Task, List<Left>> act) {
    var task = tasks.get(id);
    if (task != null) {
      var left = Left.to(task, tasks);
      run(() -> told(task, () -> act.accept(task, left)), Duration.ZERO);
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

  private Command judged(Task task, List<Left> left) {
    var condition = task.spec().part(ConditionPart.class).orElseThrow();
    var from = new From(condition.inputs(), left);
    return new TaskCommand.Decide(task.id(), choice(condition, from));
  }

  private Choice choice(ConditionPart condition, From from) {
    var shown = shown(condition.expression());
    try {
      return cel.tell(condition.expression(), from.inputs(), from.needs())
          ? new Choice.Do()
          : new Choice.Skip("its condition " + shown + " is false");
    } catch (Cel.Untold untold) {
      return new Choice.Fail(from.untold("its condition " + shown, untold));
    }
  }

  private Command assessed(Task task, int attempt, List<Left> left) {
    var until = task.spec().part(UntilPart.class).orElseThrow();
    var result = handover.result(task.result());
    var from = new From(JSON.createObjectNode().putPOJO("result", result), until.inputs(), left);
    return new TaskCommand.Assess(task.id(), attempt, assessment(until, result, from));
  }

  private Assessment assessment(UntilPart until, Object result, From from) {
    var shown = "`until` " + shown(until.expression());
    try {
      if (cel.tell(until.expression(), from.inputs(), from.needs(), result)) {
        return new Assessment.Done();
      }
      var reason = shown + " is false; it had " + from.shown();
      return new Assessment.Again(new Text.Inline(reason), reason);
    } catch (Cel.Untold untold) {
      return new Assessment.Fail(from.untold(shown, untold));
    }
  }

  private Command listed(Task group, int there, List<Left> left) {
    var each = group.spec().part(EachPart.class).orElseThrow();
    var from = new From(each.inputs(), left);
    try {
      var list = Items.of(cel.list(each.expression(), from.inputs(), from.needs()), each.task());
      var piece =
          list.subList(there, Math.min(list.size(), there + RunCommand.TASKS_MAX)).stream()
              .map(item -> earlier.apply(group, item.of(each.task())))
              .toList();
      return new RunCommand.Expand(group.id(), there, list.size(), piece);
    } catch (Cel.Untold untold) {
      return new TaskCommand.GiveUp(
          group.id(), from.untold("its list " + shown(each.expression()), untold));
    }
  }

  /** What an expression is told from. */
  private final class From {
    private final ObjectNode shown;
    private final Map<String, Object> inputs = new HashMap<>();
    private final Map<String, Object> needs;

    From(SortedMap<String, String> given, List<Left> left) {
      this(JSON.createObjectNode(), given, left);
    }

    /** {@code own} is what the task says itself. */
    From(ObjectNode own, SortedMap<String, String> given, List<Left> left) {
      shown = own;
      needs = handover.values(left);
      given.forEach(
          (name, json) -> {
            inputs.put(name, Handover.value(json));
            shown.put("inputs." + name, json);
          });
      left.forEach(each -> shown.putPOJO("needs." + each.task(), needs.get(each.task())));
    }

    Map<String, Object> inputs() {
      return inputs;
    }

    Map<String, Object> needs() {
      return needs;
    }

    String shown() {
      return shortened(JSON.writeValueAsString(shown));
    }

    /** Why nothing came of it. */
    String untold(String what, Cel.Untold untold) {
      return what + " cannot be told: " + untold.getMessage() + "; it had " + shown();
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
