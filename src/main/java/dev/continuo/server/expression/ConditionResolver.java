package dev.continuo.server.expression;

import dev.continuo.condition.Choice;
import dev.continuo.condition.ConditionCommand;
import dev.continuo.condition.ConditionPart;
import dev.continuo.engine.Command;
import dev.continuo.expression.Cel;
import dev.continuo.server.handover.Handover;
import dev.continuo.server.handover.Left;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;

/** Says whether a task is done at all, by its {@code if}. */
public record ConditionResolver(Cel cel, Handover handover) implements Resolver {
  @Override
  public String owner() {
    return ConditionPart.OWNER;
  }

  @Override
  public Command resolve(Task task, List<Left> left) {
    var condition = task.spec().part(ConditionPart.class).orElseThrow();
    return new ConditionCommand.Decide(task.id(), choice(condition, left));
  }

  private Choice choice(ConditionPart condition, List<Left> left) {
    var expression = condition.expression();
    var shown = "its condition " + Evidence.shown(expression);
    Evidence evidence;
    try {
      evidence = Evidence.of(handover, condition.inputs(), left);
    } catch (Cel.Untold tooMuch) {
      return new Choice.Fail(Evidence.untold(shown, String.valueOf(tooMuch.getMessage())));
    }
    try {
      return cel.tell(expression, evidence.inputs(), evidence.needs())
          ? new Choice.Do()
          : new Choice.Skip(shown + " is false");
    } catch (Cel.Untold untold) {
      return new Choice.Fail(evidence.untold(shown, untold));
    }
  }

  @Override
  public Command failed(TaskId task, int attempt, String reason) {
    return new ConditionCommand.Decide(task, new Choice.Fail(reason));
  }
}
