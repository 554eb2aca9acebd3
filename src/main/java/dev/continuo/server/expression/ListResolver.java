package dev.continuo.server.expression;

import dev.continuo.engine.Command;
import dev.continuo.expansion.EachPart;
import dev.continuo.expansion.ExpansionCommand;
import dev.continuo.expression.Cel;
import dev.continuo.run.RunCommand;
import dev.continuo.server.handover.Handover;
import dev.continuo.server.handover.Left;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Says what a group is done for, by its {@code for-each}, some tasks at a time.
 *
 * @param earlier the item of a group, taken over where an earlier run has done it
 */
public record ListResolver(Cel cel, Handover handover, BiFunction<Task, TaskSpec, TaskSpec> earlier)
    implements Resolver {
  @Override
  public String owner() {
    return EachPart.OWNER;
  }

  @Override
  public Command resolve(Task group, List<Left> left) {
    var each = group.spec().part(EachPart.class).orElseThrow();
    var shown = "its list " + Evidence.shown(each.expression());
    Evidence evidence;
    try {
      evidence = Evidence.of(handover, each.inputs(), left);
    } catch (Cel.Untold tooMuch) {
      return new ExpansionCommand.GiveUp(
          group.id(), Evidence.untold(shown, String.valueOf(tooMuch.getMessage())));
    }
    try {
      var values = cel.list(each.expression(), evidence.inputs(), evidence.needs());
      return expand(group, each, Items.of(values, each.task()));
    } catch (Cel.Untold untold) {
      return new ExpansionCommand.GiveUp(group.id(), evidence.untold(shown, untold));
    }
  }

  private Command expand(Task group, EachPart each, List<dev.continuo.plan.Item> items) {
    var there = EachPart.asked(group).orElseThrow();
    var some =
        items.subList(there, Math.min(items.size(), there + RunCommand.TASKS_MAX)).stream()
            .map(item -> earlier.apply(group, item.of(each.task())))
            .toList();
    var piece = RunCommand.piece(some);
    return new ExpansionCommand.Expand(group.id(), there, items.size(), piece);
  }

  @Override
  public Command failed(TaskId task, int attempt, String reason) {
    return new ExpansionCommand.GiveUp(task, reason);
  }
}
