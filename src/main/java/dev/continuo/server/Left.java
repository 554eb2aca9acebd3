package dev.continuo.server;

import dev.continuo.task.ArtifactPart;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one of the tasks that a task needs has left for it.
 *
 * @param state the word for how it stands
 * @param options what it had to choose among, if it had to
 * @param artifacts the turn that left files, if it is one that leaves some
 */
record Left(
    String task, String state, Result result, Optional<TurnId> artifacts, List<String> options) {
  /** What all of them have left, in the order of the plan; asked on the loop's thread. */
  static List<Left> to(Task task, Tasks tasks) {
    var left = new ArrayList<Left>(task.spec().needs().size());
    for (var need : task.spec().needs()) {
      var needed = tasks.get(task.id().run().task(need.index()));
      if (needed != null) {
        left.add(
            new Left(
                needed.spec().name(),
                needed.state().word(),
                needed.result(),
                artifacts(needed),
                options(needed)));
      }
    }
    return left;
  }

  private static Optional<TurnId> artifacts(Task needed) {
    return needed.state() instanceof State.Succeeded
            && needed.spec().part(ArtifactPart.class).isPresent()
            && !needed.turns().isEmpty()
        ? Optional.of(needed.turns().getLast().id())
        : Optional.empty();
  }

  private static List<String> options(Task needed) {
    return needed.spec().part(ChoicePart.class).map(ChoicePart::options).orElse(List.of());
  }

  /** Whether it said anything. */
  boolean spoke() {
    return !result.json().equals(Text.EMPTY);
  }
}
