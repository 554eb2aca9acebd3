package dev.continuo.task;

import java.util.Optional;

/**
 * Says that a task is skipped when another one is, whatever else it needs and how much of that it
 * waits for.
 *
 * @param task the name of that one, which ends before this task could start
 */
public record FollowsPart(String task) implements Part {
  /** The event that a task is skipped with the one that it follows, if that one was. */
  static Optional<TaskEvent> skipped(Task task, Tasks tasks) {
    var followed =
        task.spec()
            .part(FollowsPart.class)
            .map(follows -> tasks.named(task.id().run(), follows.task()))
            .map(tasks::get)
            .filter(GroupPart::leftOut);
    return followed.isPresent() && followed.get().state() instanceof State.Skipped(var reason)
        ? Optional.of(
            new TaskEvent.Skipped(
                task.id(), "with `" + followed.get().spec().name() + "`, " + reason))
        : Optional.empty();
  }
}
