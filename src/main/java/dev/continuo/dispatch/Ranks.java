package dev.continuo.dispatch;

import dev.continuo.engine.Watch;
import dev.continuo.task.Kind;
import dev.continuo.task.Priority;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much depends on each task: the highest priority among it and all that waits for it, and the
 * longest path of tasks from it to an end.
 *
 * <p>Computed for a whole run in one pass from its last task to its first (needs always point to
 * earlier tasks), and again when tasks were added, changed or cancelled, once the run is asked for.
 */
final class Ranks implements Watch<TaskId, Task> {
  /** A task's priority with what it inherits, and the number of tasks on its longest path. */
  record Rank(Priority priority, int path) {}

  private static final Priority[] PRIORITIES = Priority.values();

  private static final class Arrays {
    final byte[] priority;
    final int[] path;

    Arrays(int tasks) {
      priority = new byte[tasks];
      path = new int[tasks];
    }
  }

  private final Tasks tasks;
  private final Map<RunId, Arrays> runs = new HashMap<>();
  private final TreeSet<RunId> outdated = new TreeSet<>();

  Ranks(Tasks tasks) {
    this.tasks = tasks;
  }

  /** The runs whose ranks are to be computed anew. */
  NavigableSet<RunId> outdated() {
    return outdated;
  }

  Rank of(Task task) {
    // a check is waited for by its subject, and by all that waits for that
    var index = task.spec().subject().orElse(task.id()).index();
    var own = task.spec().priority();
    var ranks = runs.get(task.id().run());
    if (ranks == null || index >= ranks.path.length) {
      return new Rank(own, 1);
    }
    var inherited = PRIORITIES[ranks.priority[index]];
    return new Rank(inherited.compareTo(own) > 0 ? inherited : own, ranks.path[index]);
  }

  void compute(RunId run) {
    outdated.remove(run);
    var all = tasks.of(run);
    if (all.isEmpty()) {
      runs.remove(run);
      return;
    }
    var count = all.lastKey().index() + 1;
    var ranks = new Arrays(count);
    for (var task : all.descendingMap().values()) {
      var index = task.id().index();
      ranks.path[index] = Math.max(ranks.path[index], 1);
      if (!worth(task)) {
        continue;
      }
      var own = (byte) task.spec().priority().ordinal();
      ranks.priority[index] = (byte) Math.max(ranks.priority[index], own);
      for (var need : task.spec().needs()) {
        var needed = need.index();
        ranks.priority[needed] = (byte) Math.max(ranks.priority[needed], ranks.priority[index]);
        ranks.path[needed] = Math.max(ranks.path[needed], ranks.path[index] + 1);
      }
    }
    runs.put(run, ranks);
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    if (after == null && id.index() == 0) {
      runs.remove(id.run());
      outdated.remove(id.run());
      return;
    }
    if (worth(before) != worth(after) || changed(before, after)) {
      outdated.add(id.run());
    }
  }

  /** Whether the task gives other tasks more or less than before. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean changed(@Nullable Task before, @Nullable Task after) {
    return before != null
        && after != null
        && (before.spec().priority() != after.spec().priority()
            || !before.spec().needs().equals(after.spec().needs()));
  }

  /** Whether the tasks that it needs gain anything from this one. */
  private static boolean worth(@Nullable Task task) {
    return task != null
        && task.spec().kind() != Kind.CHECK
        && !(task.state() instanceof State.Cancelled)
        && !(task.state() instanceof State.Skipped);
  }
}
