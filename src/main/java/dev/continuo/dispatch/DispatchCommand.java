package dev.continuo.dispatch;

import dev.continuo.engine.Command;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;

/** What can be wished of dispatch. */
public sealed interface DispatchCommand extends Command {
  /** Sets a limit of the whole store; 0 lets nothing start. */
  record SetLimit(String name, int value) implements DispatchCommand {}

  /** Asks why a task does not move; changes nothing. */
  record Explain(TaskId task) implements DispatchCommand {}

  /** Asks why the unfinished tasks of a run do not move; changes nothing. */
  record ExplainRun(RunId run) implements DispatchCommand {}

  record Wake(String limit) implements DispatchCommand {}
}
