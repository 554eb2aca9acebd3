package dev.continuo.simulation;

import dev.continuo.Features;
import dev.continuo.approval.ApprovalCommand;
import dev.continuo.approval.ApprovalRefusal;
import dev.continuo.condition.ConditionCommand;
import dev.continuo.delivery.DeliveryCommand;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchRefusal;
import dev.continuo.engine.QuarantineRefusal;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.RetentionCommand;
import dev.continuo.expansion.ExpansionCommand;
import dev.continuo.launch.LaunchCommand;
import dev.continuo.question.QuestionCommand;
import dev.continuo.round.RoundCommand;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunRefusal;
import dev.continuo.sync.SyncCommand;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What enough lives must go through: all that the outside can ask, and all it can be refused. */
final class Wanted {
  /** Given by the engine itself, never by the outside. */
  private static final Set<Class<?>> INTERNAL =
      Set.of(
          TaskCommand.Submit.class,
          TaskCommand.Settle.class,
          TaskCommand.BreakLatch.class,
          TaskCommand.Start.class,
          TaskCommand.Assign.class,
          TaskCommand.WithdrawLatch.class,
          TaskCommand.Abandon.class,
          TaskCommand.Retry.class,
          TaskCommand.Wake.class,
          RunCommand.NoteFailure.class,
          RunCommand.Close.class,
          RunCommand.Wake.class,
          DispatchCommand.Wake.class,
          ExpansionCommand.Complete.class,
          ApprovalCommand.Ask.class,
          ApprovalCommand.Withdraw.class,
          ApprovalCommand.Wake.class,
          DeliveryCommand.Note.class,
          DeliveryCommand.Tell.class,
          DeliveryCommand.Wake.class);

  /** Earned only by a caller or a feature that no correct client or server has; see the tables. */
  private static final Set<Refusal> UNREACHABLE =
      Set.of(
          ApprovalRefusal.REJECTION_WITHOUT_REASON,
          ApprovalRefusal.APPROVAL_TEXT_TOO_LONG,
          QuarantineRefusal.RUN_QUARANTINED,
          QuarantineRefusal.RUN_QUARANTINED_ALREADY,
          QuarantineRefusal.RUN_NOT_QUARANTINED,
          TaskRefusal.TASK_NOT_FOUND,
          TaskRefusal.TASK_NOT_READY,
          TaskRefusal.TASK_OUT_OF_ORDER,
          TaskRefusal.LATCH_NOT_BREAKABLE,
          RunRefusal.RUN_NOT_FOUND,
          RunRefusal.RUN_EMPTY,
          RunRefusal.TASKS_TOO_MANY,
          RunRefusal.TASKS_TOO_HEAVY,
          RunRefusal.PARALLEL_OUT_OF_RANGE,
          DispatchRefusal.LIMIT_UNKNOWN,
          DispatchRefusal.LIMIT_OUT_OF_RANGE);

  private Wanted() {}

  static List<Class<?>> commands() {
    return Stream.of(
            TaskCommand.class,
            RunCommand.class,
            DispatchCommand.class,
            ConditionCommand.class,
            ExpansionCommand.class,
            RoundCommand.class,
            QuestionCommand.class,
            SyncCommand.class,
            LaunchCommand.class,
            ApprovalCommand.class,
            DeliveryCommand.class,
            RetentionCommand.class)
        .<Class<?>>flatMap(family -> Stream.of(family.getPermittedSubclasses()))
        .filter(command -> !INTERNAL.contains(command))
        .toList();
  }

  static List<Refusal> refusals() {
    var all = new ArrayList<Refusal>();
    Features.create().engine().features().forEach(feature -> all.addAll(feature.refusals()));
    all.removeAll(UNREACHABLE);
    return all;
  }
}
