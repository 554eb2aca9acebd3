package dev.continuo.server.expression;

import dev.continuo.engine.Command;
import dev.continuo.server.handover.Left;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;

/** Opens the latches of one owner by an evaluation, with the owner's own command. */
public interface Resolver {
  /** The owner's name. */
  String owner();

  /**
   * Evaluates, and says what came of it.
   *
   * @param task as it was when it asked
   * @param left what the tasks that it needs have left
   * @throws java.io.UncheckedIOException when a later attempt may succeed
   */
  Command resolve(Task task, List<Left> left);

  /** Says that nothing will ever come of it. */
  Command failed(TaskId task, int attempt, String reason);
}
