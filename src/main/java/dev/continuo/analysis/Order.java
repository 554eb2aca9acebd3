package dev.continuo.analysis;

import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which of some tasks wait for which others of them, directly or not. Who waits only for some of
 * its needs may start before any one of them has ended, and waits for none.
 */
final class Order {
  private final List<BitSet> behind = new ArrayList<>();

  /** {@code some} of the tasks, by index, rising. */
  Order(List<TaskSpec> tasks, List<Integer> some) {
    var place = new int[tasks.size()];
    for (int i = 0; i < some.size(); i++) {
      place[some.get(i)] = i + 1;
    }
    var all = new ArrayList<BitSet>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      var those = some.isEmpty() ? new BitSet() : awaited(tasks.get(i), all, place);
      all.add(those);
      if (place[i] > 0) {
        behind.add(those);
      }
    }
  }

  private static BitSet awaited(TaskSpec task, List<BitSet> all, int[] place) {
    var those = new BitSet();
    if (Expectations.awaited(task) == task.needs().size()) {
      for (var need : task.needs()) {
        those.or(all.get(need.index()));
        if (place[need.index()] > 0) {
          those.set(place[need.index()] - 1);
        }
      }
    }
    return those;
  }

  /** Whether one of the two waits for the other; both by their place among the some. */
  boolean ordered(int first, int second) {
    return behind.get(Math.max(first, second)).get(Math.min(first, second));
  }
}
