package dev.continuo.dispatch;

import dev.continuo.dispatch.DispatchReply.Group;
import dev.continuo.dispatch.DispatchReply.Named;
import dev.continuo.dispatch.DispatchReply.Reason;
import dev.continuo.dispatch.DispatchReply.RunReasons;
import dev.continuo.engine.Moment;
import dev.continuo.run.Run;
import dev.continuo.run.RunState;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Explains why a whole run is not progressing, in one answer. It explains a bounded number of
 * tasks, those that have started first, because all other commands wait meanwhile.
 */
final class WhyRun {
  /** How many tasks are explained. */
  static final int TASKS_MAX = 1_000;

  /** How many tasks of a group are named. */
  static final int NAMES_MAX = 10;

  private final Tasks tasks;
  private final Why why;

  WhyRun(Tasks tasks, Why why) {
    this.tasks = tasks;
    this.why = why;
  }

  /** By what tasks are put together; they differ in ids and times, and the first speaks for all. */
  private record Alike(String state, List<List<String>> reasons) {
    static Alike of(Task task, List<Reason> reasons) {
      return new Alike(
          task.state().word(),
          reasons.stream().map(reason -> List.of(reason.code(), reason.text())).toList());
    }
  }

  private static final class Some {
    final String state;
    final List<Reason> reasons;
    final List<Named> first = new ArrayList<>();
    int count;

    Some(String state, List<Reason> reasons) {
      this.state = state;
      this.reasons = reasons;
    }

    void add(Task task) {
      count++;
      if (first.size() < NAMES_MAX) {
        first.add(new Named(task.id(), task.spec().name()));
      }
    }

    Group group() {
      return new Group(state, count, first, reasons);
    }
  }

  RunReasons explain(Run run, Moment at) {
    var begun = new ArrayList<Task>();
    var waiting = new ArrayList<Task>();
    int unfinished = 0;
    // the rows of a run that has ended say nothing that its own state does not
    if (!(run.state() instanceof RunState.Ended)) {
      for (var task : tasks.of(run.id()).values()) {
        if (!task.state().terminal()) {
          unfinished++;
          var some = waits(task) ? waiting : begun;
          if (some.size() < TASKS_MAX) {
            some.add(task);
          }
        }
      }
    }
    var groups = new LinkedHashMap<Alike, Some>();
    Stream.concat(begun.stream(), waiting.stream())
        .limit(TASKS_MAX)
        .forEach(
            task -> {
              var reasons = why.explainInRun(task, at);
              groups
                  .computeIfAbsent(
                      Alike.of(task, reasons), _ -> new Some(task.state().word(), reasons))
                  .add(task);
            });
    return new RunReasons(
        run.id(),
        run.state().word(),
        why.explain(run),
        groups.values().stream().map(Some::group).toList(),
        unfinished,
        Math.max(0, unfinished - TASKS_MAX));
  }

  private static boolean waits(Task task) {
    return task.state() instanceof State.Pending || task.state() instanceof State.Queued;
  }
}
