package dev.continuo.approval;

import dev.continuo.engine.Command;
import dev.continuo.task.Door;
import dev.continuo.task.TaskId;
import java.util.Optional;

/** What can be asked of approvals. */
public sealed interface ApprovalCommand extends Command {
  /**
   * Somebody agrees.
   *
   * @param round what they were asked; empty for whatever is asked now
   */
  record Approve(TaskId task, Optional<Integer> round, String by, String note)
      implements ApprovalCommand {}

  /** Somebody does not agree; the round is that of {@link Approve}. */
  record Reject(TaskId task, Optional<Integer> round, String by, String reason)
      implements ApprovalCommand {}

  /** Asks, where nothing but an approval keeps the door shut at which the task stands. */
  record Ask(TaskId task, Door door) implements ApprovalCommand {}

  /** The task went another way. */
  record Withdraw(TaskId task) implements ApprovalCommand {}

  record Wake(ApprovalId approval) implements ApprovalCommand {}
}
