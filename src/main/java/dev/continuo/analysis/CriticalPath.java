package dev.continuo.analysis;

import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;

/**
 * The tasks that decide how long a plan takes when nothing but needs keeps them: none of them can
 * take longer without making all take longer.
 *
 * @param tasks from the first to the last, by index
 * @param length how long they take together
 */
public record CriticalPath(List<Integer> tasks, Duration length) {
  public CriticalPath {
    tasks = List.copyOf(tasks);
  }

  /** Of two paths that take as long, the one with more tasks; of these, the first. */
  public static CriticalPath of(List<TaskSpec> tasks) {
    var walk = new Walk(tasks);
    var last = -1;
    for (int i = 0; i < tasks.size(); i++) {
      walk.reach(i);
      last = last < 0 || walk.order.compare(i, last) > 0 ? i : last;
    }
    var path = new ArrayDeque<Integer>();
    for (int at = last; at >= 0; at = walk.before[at]) {
      if (Expectations.work(tasks.get(at))) {
        path.addFirst(at);
      }
    }
    return new CriticalPath(List.copyOf(path), Duration.ofMillis(last < 0 ? 0 : walk.ends[last]));
  }

  /** When each task ends if as much as possible is done at once, and which one it waited for. */
  private static final class Walk {
    final List<TaskSpec> tasks;
    final long[] millis;
    final long[] ends;
    final int[] count;
    final int[] before;
    final Comparator<Integer> order;

    Walk(List<TaskSpec> tasks) {
      this.tasks = tasks;
      millis = Expectations.millis(tasks);
      ends = new long[millis.length];
      count = new int[millis.length];
      before = new int[millis.length];
      order =
          Comparator.<Integer>comparingLong(index -> ends[index])
              .thenComparingInt(index -> count[index]);
    }

    void reach(int index) {
      var task = tasks.get(index);
      before[index] = task.needs().isEmpty() ? -1 : lastAwaited(task);
      var from = before[index];
      ends[index] = millis[index] + (from < 0 ? 0 : ends[from]);
      count[index] = (Expectations.work(task) ? 1 : 0) + (from < 0 ? 0 : count[from]);
    }

    /** The need that satisfies the join: of all of them the last. */
    private int lastAwaited(TaskSpec task) {
      var awaited = Expectations.awaited(task);
      if (awaited < task.needs().size()) {
        return task.needs().stream().map(Need::index).sorted(order).toList().get(awaited - 1);
      }
      int last = task.needs().getFirst().index();
      for (var need : task.needs()) {
        last = order.compare(need.index(), last) > 0 ? need.index() : last;
      }
      return last;
    }
  }
}
