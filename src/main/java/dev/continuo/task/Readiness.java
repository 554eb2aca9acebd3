package dev.continuo.task;

import dev.continuo.engine.Table;
import dev.continuo.engine.Watch;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks could queue, which queue but no longer could, and which never will: how many needs of
 * each are not satisfied, kept in step with the rows. What one task's end costs depends on who
 * needs it, never on how many tasks there are.
 */
final class Readiness implements Watch<TaskId, Task> {
  private static final Edges NO_EDGES = new Edges();

  private final Table<TaskId, Task> tasks;
  private final Map<Long, Edges> runs = new HashMap<>();
  private final TreeSet<TaskId> ready = new TreeSet<>();
  private final TreeSet<TaskId> late = new TreeSet<>();
  private final TreeSet<TaskId> hopeless = new TreeSet<>();

  Readiness(Table<TaskId, Task> tasks) {
    this.tasks = tasks;
  }

  /** Pending or suspended, with open doors to the next turn. */
  NavigableSet<TaskId> ready() {
    return ready;
  }

  /** Queued, with a closed door to the next turn. */
  NavigableSet<TaskId> late() {
    return late;
  }

  /** Pending, with needs of which too few can ever be satisfied. */
  NavigableSet<TaskId> hopeless() {
    return hopeless;
  }

  /** Whether every task is where it belongs. */
  boolean settled() {
    return ready.isEmpty() && late.isEmpty() && hopeless.isEmpty();
  }

  /** How many more of the task's needs have to be satisfied. */
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
      tellDependants(id, edges, before, after);
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
    var spec = task.spec();
    spec.part(JoinPart.class)
        .map(join -> Math.max(0, spec.needs().size() - join.atLeast()))
        .ifPresent(slack -> edges.slack(id.index(), slack));
    for (var need : spec.needs()) {
      var kind = Edges.Kind.of(spec, need);
      var needed = tasks.get(id.run().task(need.index()));
      edges.add(need.index(), id.index(), kind);
      edges.count(
          id.index(),
          needed != null && kind.satisfiedBy(needed) ? 0 : 1,
          needed != null && kind.lostBy(needed) ? 1 : 0);
    }
  }

  private static void disconnect(TaskId id, Edges edges, Task task) {
    // the last one first, which is what their removal is cheap for
    for (var need : task.spec().needs().reversed()) {
      edges.remove(need.index(), id.index(), Edges.Kind.of(task.spec(), need));
    }
    edges.forget(id.index());
  }

  /** Its needs were changed, or a change of them was undone. */
  private void rewire(TaskId id, Edges edges, Task before, Task after) {
    if (!before.spec().needs().equals(after.spec().needs())) {
      disconnect(id, edges, before);
      connect(id, edges, after);
    }
  }

  boolean satisfied(Task task, Need need) {
    var needed = tasks.get(task.id().run().task(need.index()));
    return needed != null && Edges.Kind.of(task.spec(), need).satisfiedBy(needed);
  }

  private void tellDependants(TaskId id, Edges edges, Task before, Task after) {
    for (var kind : Edges.Kind.EACH) {
      var opened = one(kind.satisfiedBy(before)) - one(kind.satisfiedBy(after));
      var lost = one(kind.lostBy(after)) - one(kind.lostBy(before));
      if (opened == 0 && lost == 0) {
        continue;
      }
      edges
          .dependants(id.index(), kind)
          .forEach(
              index -> {
                var dependant = id.run().task(index);
                edges.count(index, opened, lost);
                place(dependant, tasks.get(dependant), edges);
              });
    }
  }

  private static int one(boolean counts) {
    return counts ? 1 : 0;
  }

  private void place(TaskId id, @Nullable Task task, Edges edges) {
    if (task == null) {
      ready.remove(id);
      late.remove(id);
      hopeless.remove(id);
      return;
    }
    var open = open(task, edges);
    var pends = task.state() instanceof State.Pending(var backoff) && backoff.isEmpty();
    keep(ready, id, open && (pends || task.state() instanceof State.Suspended));
    keep(late, id, !open && task.state() instanceof State.Queued);
    keep(hopeless, id, pends && edges.hopeless(id.index()));
  }

  /** Whether the task's needs are satisfied, and the doors open on its way to the next turn. */
  boolean open(Task task) {
    var edges = runs.get(task.id().run().number());
    return edges == null ? open(task, NO_EDGES) : open(task, edges);
  }

  private static boolean open(Task task, Edges edges) {
    return edges.waiting(task.id().index()) == 0
        && !task.closed(Door.START)
        && !(task.closed(Door.RESUME) && task.resumes());
  }

  private static void keep(NavigableSet<TaskId> set, TaskId id, boolean belongs) {
    if (belongs) {
      set.add(id);
    } else {
      set.remove(id);
    }
  }
}
