package dev.continuo.analysis;

import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The topological levels of a graph: each task is one batch behind the last that it needs. A view,
 * which the scheduler does not go by.
 *
 * @param members the tasks of each batch, by their index
 */
public record Batches(List<List<Integer>> members) {
  public Batches {
    members = members.stream().map(List::copyOf).toList();
  }

  /** Sync points are in no batch, and make none behind them later than it is. */
  public static Batches of(List<TaskSpec> tasks) {
    var behind = new int[tasks.size()];
    var members = new ArrayList<List<Integer>>();
    for (int i = 0; i < behind.length; i++) {
      var task = tasks.get(i);
      for (var need : task.needs()) {
        behind[i] = Math.max(behind[i], behind[need.index()]);
      }
      if (task.joins()) {
        continue;
      }
      if (behind[i] == members.size()) {
        members.add(new ArrayList<>());
      }
      members.get(behind[i]).add(i);
      behind[i]++;
    }
    return new Batches(members);
  }
}
