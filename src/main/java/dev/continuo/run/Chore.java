package dev.continuo.run;

import dev.continuo.engine.Budget;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Work on many tasks of a run, done step by step: each step stays within the budget of events. */
final class Chore {
  /** How many tasks one step looks at. */
  static final int TASKS_MAX = 500;

  private Chore() {}

  /**
   * Acts on tasks from this index on, as many as one step can take.
   *
   * @param concerned asked of each task, after what was done to the tasks before it
   * @return the index that the next step begins with
   */
  static int step(Tasks all, Run run, int from, Predicate<Task> concerned, Consumer<Task> act) {
    var budget = new Budget();
    var to = Math.min(from + TASKS_MAX, TaskId.INDEX_MAX);
    for (var task : all.of(run.id()).subMap(run.id().task(from), run.id().task(to)).values()) {
      if (concerned.test(task)) {
        if (!budget.admits(task.spec().weight())) {
          return task.id().index();
        }
        act.accept(task);
      }
    }
    return from + TASKS_MAX;
  }
}
