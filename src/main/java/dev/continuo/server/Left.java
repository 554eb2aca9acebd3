package dev.continuo.server;

import dev.continuo.task.ArtifactPart;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one of the tasks that a task needs has left for it.
 *
 * @param state the word for how it stands
 * @param options what it had to choose among, if it had to
 * @param artifacts the turn that left files, if it is one that leaves some
 * @param group those that it stands for, if it stands for others
 */
record Left(
    String task,
    String state,
    Result result,
    Optional<TurnId> artifacts,
    List<String> options,
    Optional<Group> group) {
  /** What the members of a group have left, in their order. */
  record Group(GroupPart.Form form, List<Left> members) {}

  /** What all of them have left, in the order of the plan; asked on the loop's thread. */
  static List<Left> to(Task task, Tasks tasks) {
    return of(tasks.needed(task), tasks);
  }

  /** What only holds others together leaves nothing. */
  private static List<Left> of(List<Task> needed, Tasks tasks) {
    return needed.stream()
        .filter(
            task ->
                task.spec().kind() != Kind.SYNC || task.spec().part(GroupPart.class).isPresent())
        .map(task -> of(task, tasks))
        .toList();
  }

  private static Left of(Task task, Tasks tasks) {
    return new Left(
        task.spec().name(),
        task.state().word(),
        task.result(),
        artifacts(task),
        options(task),
        task.spec()
            .part(GroupPart.class)
            .map(group -> new Group(group.form(), of(tasks.members(task), tasks))));
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

  /** The turns that left files, of this one and of all that it stands for. */
  Stream<TurnId> turns() {
    return Stream.concat(
        artifacts.stream(),
        group.stream().flatMap(all -> all.members().stream()).flatMap(Left::turns));
  }

  /** Whether it, or one that it stands for, said anything. */
  boolean spoke() {
    return !result.json().equals(Text.EMPTY)
        || group.stream().flatMap(all -> all.members().stream()).anyMatch(Left::spoke);
  }
}
