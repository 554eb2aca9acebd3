package dev.continuo.task;

import dev.continuo.engine.Table;
import dev.continuo.engine.Watch;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks could queue, and which queue but no longer could: how many needs of each are not
 * satisfied, kept in step with the rows. What one task's end costs depends on who needs it, never
 * on how many tasks there are.
 */
final class Readiness implements Watch<TaskId, Task> {
  private static final Need.On[] ON = Need.On.values();

  private final Table<TaskId, Task> tasks;
  private final Map<Long, Edges> runs = new HashMap<>();
  private final TreeSet<TaskId> ready = new TreeSet<>();
  private final TreeSet<TaskId> late = new TreeSet<>();

  Readiness(Table<TaskId, Task> tasks) {
    this.tasks = tasks;
  }

  /** Pending, with an open START door. */
  NavigableSet<TaskId> ready() {
    return ready;
  }

  /** Queued, with a closed START door. */
  NavigableSet<TaskId> late() {
    return late;
  }

  /** How many needs of the task are not satisfied. */
  int waiting(TaskId id) {
    var edges = runs.get(id.run().number());
    return edges == null ? 0 : edges.waiting(id.index());
  }

  /** The tasks of the run that need this one. */
  java.util.List<TaskId> dependants(TaskId id) {
    var edges = runs.get(id.run().number());
    return edges == null
        ? java.util.List.of()
        : edges.dependants(id.index()).sorted().mapToObj(id.run()::task).toList();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very same one is the usual case, and cheap to see
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var run = id.run().number();
    var edges = runs.computeIfAbsent(run, _ -> new Edges());
    if (before == null && after != null) {
      connect(id, edges, after);
    }
    if (before != null && after != null) {
      rewire(id, edges, before, after);
    }
    if (before != null && after != null && before.state() != after.state()) {
      tellDependants(id, edges, before.state(), after.state());
    }
    if (after == null && before != null) {
      disconnect(id, edges, before);
    }
    place(id, after, edges);
    if (edges.isEmpty()) {
      runs.remove(run);
    }
  }

  private void connect(TaskId id, Edges edges, Task task) {
    for (var need : task.spec().needs()) {
      edges.add(need, id.index(), satisfied(id, need));
    }
  }

  private static void disconnect(TaskId id, Edges edges, Task task) {
    // the last one first, which is what their removal is cheap for
    task.spec().needs().reversed().forEach(need -> edges.remove(need, id.index()));
    edges.forget(id.index());
  }

  /** Its needs were changed, or a change of them was undone. */
  private void rewire(TaskId id, Edges edges, Task before, Task after) {
    if (!before.spec().needs().equals(after.spec().needs())) {
      disconnect(id, edges, before);
      connect(id, edges, after);
    }
  }

  boolean satisfied(TaskId id, Need need) {
    var needed = tasks.get(id.run().task(need.index()));
    return needed != null && need.satisfiedBy(needed.state());
  }

  private void tellDependants(TaskId id, Edges edges, State before, State after) {
    for (var on : ON) {
      var need = new Need(id.index(), on);
      var change = (need.satisfiedBy(before) ? 1 : 0) - (need.satisfiedBy(after) ? 1 : 0);
      if (change == 0) {
        continue;
      }
      edges
          .dependants(need)
          .forEach(
              index -> {
                var dependant = id.run().task(index);
                edges.count(index, change);
                place(dependant, tasks.get(dependant), edges);
              });
    }
  }

  private void place(TaskId id, @Nullable Task task, Edges edges) {
    if (task == null) {
      ready.remove(id);
      late.remove(id);
      return;
    }
    var open = edges.waiting(id.index()) == 0 && !task.closed(Door.START);
    var waits = task.state() instanceof State.Pending(var backoff) && backoff.isEmpty();
    keep(ready, id, open && waits);
    keep(late, id, !open && task.state() instanceof State.Queued);
  }

  private static void keep(NavigableSet<TaskId> set, TaskId id, boolean belongs) {
    if (belongs) {
      set.add(id);
    } else {
      set.remove(id);
    }
  }
}
