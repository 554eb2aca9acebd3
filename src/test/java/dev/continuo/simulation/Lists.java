package dev.continuo.simulation;

import dev.continuo.engine.Command;
import dev.continuo.expansion.EachPart;
import dev.continuo.expansion.ExpansionCommand;
import dev.continuo.task.GroupPart;
import dev.continuo.task.TaskSpec;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The lists of simulated groups: each says itself how many items it has. */
final class Lists {
  private static final List<String> ALL = List.of("0", "1", "2", "3", "5", "unclear");

  /** So many are told at once. */
  private static final int PIECE = 2;

  private Lists() {}

  static EachPart draw(Chance chance, TaskSpec task) {
    return new EachPart(chance.pick(ALL), Collections.emptySortedMap(), task);
  }

  /** What comes of the question for the list of which so many items are there. */
  static Command told(Seen group, int there) {
    var each = group.spec.part(EachPart.class).orElseThrow();
    if (each.expression().equals("unclear")) {
      return new ExpansionCommand.GiveUp(group.id, "its list cannot be told");
    }
    var count = Integer.parseInt(each.expression());
    var items =
        IntStream.range(there, Math.min(count, there + PIECE))
            .mapToObj(index -> item(each.task(), index + 1))
            .toList();
    return new ExpansionCommand.Expand(group.id, there, count, items);
  }

  private static TaskSpec item(TaskSpec task, int number) {
    var named = TaskSpec.of(GroupPart.member(task.name(), "" + number), task.work());
    return named.having(task.parts());
  }

  /** How many items the group has when all are there. */
  static int count(Seen group) {
    return group
        .spec
        .part(EachPart.class)
        .map(EachPart::expression)
        .filter(said -> !said.equals("unclear"))
        .map(Integer::parseInt)
        .orElse(-1);
  }
}
