package dev.continuo.server.handover;

import dev.continuo.condition.FollowsPart;
import dev.continuo.task.ArtifactPart;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.util.ArrayList;
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
public record Left(
    String task,
    String state,
    Result result,
    Optional<TurnId> artifacts,
    List<String> options,
    Optional<Group> group) {
  /** What the members of a group have left, in their order. */
  public record Group(GroupPart.Form form, List<Left> members) {}

  /**
   * What all of them have left, in the order of the plan, by the names that the task knows them by;
   * asked on the loop's thread.
   */
  public static List<Left> to(Task task, Tasks tasks) {
    var name = task.spec().name();
    var decides = task.spec().part(FollowsPart.class).map(FollowsPart::task);
    var left = new ArrayList<Left>(task.spec().needs().size());
    for (var needed : tasks.needed(task)) {
      if (decides.equals(Optional.of(needed.spec().name()))) {
        // it only stands between the task and those
        left.addAll(to(needed, tasks));
      } else if (leaves(needed.spec())) {
        left.add(of(needed, GroupPart.seenFrom(name, needed.spec().name()), tasks));
      }
    }
    return left;
  }

  /** What only holds others together leaves nothing. */
  private static boolean leaves(TaskSpec spec) {
    return !spec.joins() || spec.part(GroupPart.class).isPresent();
  }

  private static Group group(GroupPart.Form form, Task group, String name, Tasks tasks) {
    var members = new ArrayList<Left>();
    for (var member : tasks.members(group)) {
      var within = GroupPart.within(group.spec().name(), member.spec().name());
      members.add(of(member, GroupPart.member(name, within), tasks));
    }
    return new Group(form, members);
  }

  private static Left of(Task task, String name, Tasks tasks) {
    return new Left(
        name,
        task.state().word(),
        task.result(),
        artifacts(task),
        options(task),
        task.spec().part(GroupPart.class).map(group -> group(group.form(), task, name, tasks)));
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
  public Stream<TurnId> turns() {
    return Stream.concat(
        artifacts.stream(),
        group.stream().flatMap(all -> all.members().stream()).flatMap(Left::turns));
  }

  /** Whether it, or one that it stands for, said anything. */
  public boolean spoke() {
    return !result.json().equals(Text.EMPTY)
        || group.stream().flatMap(all -> all.members().stream()).anyMatch(Left::spoke);
  }
}
