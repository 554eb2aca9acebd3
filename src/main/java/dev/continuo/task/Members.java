package dev.continuo.task;

import dev.continuo.engine.Table;
import dev.continuo.engine.Watch;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which tasks came of the list of which group, and which groups have seen all of theirs end. */
final class Members implements Watch<TaskId, Task> {
  private static final class Group {
    final TreeSet<TaskId> all = new TreeSet<>();
    int open;
  }

  private final Table<TaskId, Task> tasks;
  private final Map<TaskId, Group> groups = new HashMap<>();
  private final TreeSet<TaskId> complete = new TreeSet<>();

  Members(Table<TaskId, Task> tasks) {
    this.tasks = tasks;
  }

  /** The tasks for the items of the group, in the order of its list. */
  NavigableSet<TaskId> of(TaskId group) {
    var members = groups.get(group);
    return members == null
        ? Collections.emptyNavigableSet()
        : Collections.unmodifiableNavigableSet(members.all);
  }

  /** Groups that wait for their items, all of which have ended. */
  NavigableSet<TaskId> complete() {
    return complete;
  }

  /** How many of the group's items have not ended. */
  int open(TaskId group) {
    var members = groups.get(group);
    return members == null ? 0 : members.open;
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var either = after == null ? before : after;
    if (either == null) {
      return;
    }
    var spec = either.spec();
    if (spec.kind() == Kind.WORK && spec.subject().isPresent()) {
      count(spec.subject().get(), id, before, after);
    } else if (spec.part(EachPart.class).isPresent()) {
      place(id, after);
    }
  }

  private void count(TaskId group, TaskId id, @Nullable Task before, @Nullable Task after) {
    var members = groups.computeIfAbsent(group, _ -> new Group());
    members.open += open(after) - open(before);
    if (after == null) {
      members.all.remove(id);
    } else {
      members.all.add(id);
    }
    if (members.all.isEmpty()) {
      groups.remove(group);
    }
    // a group is loaded before its items and leaves after them
    place(group, tasks.get(group));
  }

  private static int open(@Nullable Task task) {
    return task == null || task.state().terminal() ? 0 : 1;
  }

  private void place(TaskId group, @Nullable Task task) {
    if (task != null && EachPart.gathering(task) && open(group) == 0) {
      complete.add(group);
    } else {
      complete.remove(group);
    }
  }
}
