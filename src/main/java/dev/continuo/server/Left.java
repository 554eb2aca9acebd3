package dev.continuo.server;

import dev.continuo.task.Result;
import dev.continuo.task.Task;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What one of the tasks that a task needs has left for it.
 *
 * @param state the word for how it stands
 */
record Left(String task, String state, Result result) {
  /** What all of them have left, in the order of the plan; asked on the loop's thread. */
  static List<Left> to(Task task, Tasks tasks) {
    var left = new ArrayList<Left>(task.spec().needs().size());
    for (var need : task.spec().needs()) {
      var needed = tasks.get(task.id().run().task(need.index()));
      if (needed != null) {
        left.add(new Left(needed.spec().name(), needed.state().word(), needed.result()));
      }
    }
    return left;
  }

  /** Whether it said anything. */
  boolean spoke() {
    return !result.json().equals(Text.EMPTY);
  }
}
