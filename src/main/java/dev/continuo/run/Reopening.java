package dev.continuo.run;

import static dev.continuo.engine.Decision.accept;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Kind;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gives what ended badly another chance, some tasks a step: all of a run, or one and its kin. */
final class Reopening {
  private final Tasks tasks;

  Reopening(Tasks tasks) {
    this.tasks = tasks;
  }

  Decision step(Run run, int cursor, Optional<TaskId> only) {
    if (cursor >= tasks.nextIndex(run.id())) {
      return accept(new RunEvent.Reopened(run.id()));
    }
    var reopened = new TreeSet<TaskId>();
    var kin = new HashSet<TaskId>();
    only.map(tasks::get).ifPresent(task -> collect(task, kin));
    var next =
        Chore.step(
            tasks,
            run,
            cursor,
            task -> comesBack(task, only, kin, reopened),
            task -> {
              reopened.add(task.id());
              group(task).filter(Reopening::badly).map(Task::id).ifPresent(reopened::add);
            });
    var commands = reopened.stream().<Command>map(TaskCommand.Retry::new).toList();
    return accept(new RunEvent.ReopenAdvanced(run.id(), next)).then(commands);
  }

  private boolean comesBack(
      Task task, Optional<TaskId> only, Set<TaskId> kin, Set<TaskId> reopened) {
    return badly(task)
        && !reopened.contains(task.id())
        && (only.isEmpty() || kin.contains(task.id()) || concerned(task, only.get(), reopened))
        && !comesWithItems(task);
  }

  static boolean badly(@Nullable Task task) {
    return task != null
        && task.spec().kind() != Kind.CHECK
        && switch (task.state()) {
          case State.Failed _, State.Cancelled _, State.Blocked _ -> true;
          case State.Pending _, State.Queued _, State.Running _, State.Paused _ -> false;
          case State.Suspended _, State.Verifying _, State.Succeeded _, State.Skipped _ -> false;
        };
  }

  /** A group is open as soon as one of its items is, and not before: it would end with the rest. */
  private boolean comesWithItems(Task task) {
    return tasks.items(task.id()).stream().map(tasks::get).anyMatch(Reopening::badly);
  }

  /** The group that the task is an item of. */
  private Optional<Task> group(@Nullable Task task) {
    return task == null || task.spec().kind() != Kind.WORK
        ? Optional.empty()
        : task.spec().subject().map(tasks::get);
  }

  /** The task itself and, of a group, what kept it from being done. */
  private void collect(Task task, Set<TaskId> kin) {
    kin.add(task.id());
    if (task.spec().part(GroupPart.class).isPresent()) {
      tasks.members(task).stream().filter(Reopening::badly).forEach(member -> collect(member, kin));
    }
  }

  /** One that ended because of the task and needs one that comes back. */
  private boolean concerned(Task task, TaskId only, Set<TaskId> reopened) {
    var root = group(tasks.get(only)).map(Task::id).orElse(only);
    return endsWithOthers(task)
        && task.id().compareTo(root) > 0
        && task.spec().needs().stream()
            .map(need -> task.id().run().task(need.index()))
            .anyMatch(needed -> needed.equals(root) || reopened.contains(needed) || open(needed));
  }

  private static boolean endsWithOthers(Task task) {
    return task.state() instanceof State.Cancelled || task.spec().part(GroupPart.class).isPresent();
  }

  private boolean open(TaskId id) {
    var task = tasks.get(id);
    return task != null && !task.state().terminal();
  }
}
