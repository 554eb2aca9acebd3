package dev.continuo.run;

import dev.continuo.engine.Reply;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;

/** What the caller of a run's command is told. */
public sealed interface RunReply extends Reply {
  record Submitted(RunId run) implements RunReply {}

  /** As many tasks were added that do something, the first of all with this id. */
  record Extended(TaskId first, int count) implements RunReply {}
}
