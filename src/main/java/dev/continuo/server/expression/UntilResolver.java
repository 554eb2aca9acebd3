package dev.continuo.server.expression;

import dev.continuo.engine.Command;
import dev.continuo.expression.Cel;
import dev.continuo.round.Assessment;
import dev.continuo.round.RoundCommand;
import dev.continuo.round.UntilPart;
import dev.continuo.server.handover.Handover;
import dev.continuo.server.handover.Left;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import java.util.List;

/** Says whether a claim is enough, by the task's {@code until}. */
public record UntilResolver(Cel cel, Handover handover) implements Resolver {
  @Override
  public String owner() {
    return UntilPart.OWNER;
  }

  @Override
  public Command resolve(Task task, List<Left> left) {
    var until = task.spec().part(UntilPart.class).orElseThrow();
    return new RoundCommand.Assess(task.id(), task.attempt(), assessment(until, task, left));
  }

  private Assessment assessment(UntilPart until, Task task, List<Left> left) {
    var shown = "`until` " + Evidence.shown(until.expression());
    var result = handover.result(task.result());
    Evidence evidence;
    try {
      evidence = Evidence.of(result, handover, until.inputs(), left);
    } catch (Cel.Untold tooMuch) {
      return new Assessment.Fail(Evidence.untold(shown, String.valueOf(tooMuch.getMessage())));
    }
    try {
      if (cel.tell(until.expression(), evidence.inputs(), evidence.needs(), result)) {
        return new Assessment.Done();
      }
      var reason = shown + " is false; it had " + evidence.shown();
      return new Assessment.Again(new Text.Inline(reason), reason);
    } catch (Cel.Untold untold) {
      return new Assessment.Fail(evidence.untold(shown, untold));
    }
  }

  @Override
  public Command failed(TaskId task, int attempt, String reason) {
    return new RoundCommand.Assess(task, attempt, new Assessment.Fail(reason));
  }
}
