package dev.continuo.condition;

import dev.continuo.task.GroupPart;
import dev.continuo.task.Part;
import dev.continuo.task.Remedy;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.Tasks;
import java.util.Optional;

/**
 * Says that a task is skipped when another one is, whatever else it needs and how much of that it
 * waits for.
 *
 * @param task the name of that one, which ends before this task could start
 */
public record FollowsPart(String task) implements Part {
  @Override
  public boolean ofNeeds() {
    return true;
  }

  /** The skip with the task that this one follows, if that was skipped. */
  static Optional<Remedy> skip(Task task, Tasks tasks) {
    var followed =
        task.spec()
            .part(FollowsPart.class)
            .map(follows -> tasks.named(task.id().run(), follows.task()))
            .map(tasks::get)
            .filter(GroupPart::leftOut);
    return followed.isPresent() && followed.get().state() instanceof State.Skipped(var reason)
        ? Optional.of(new Remedy.Skip("with `" + followed.get().spec().name() + "`, " + reason))
        : Optional.empty();
  }
}
