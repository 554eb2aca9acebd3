package dev.continuo.task;

import dev.continuo.engine.Watch;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which tasks were added to which group, and how many of them have not ended. */
final class Members implements Watch<TaskId, Task> {
  private static final class Group {
    final TreeSet<TaskId> all = new TreeSet<>();
    int open;
  }

  private final Map<TaskId, Group> groups = new HashMap<>();

  /** The tasks that were added to the group, in their order. */
  NavigableSet<TaskId> of(TaskId group) {
    var members = groups.get(group);
    return members == null
        ? Collections.emptyNavigableSet()
        : Collections.unmodifiableNavigableSet(members.all);
  }

  /** How many of them have not ended. */
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
  }

  private static int open(@Nullable Task task) {
    return task == null || task.state().terminal() ? 0 : 1;
  }
}
