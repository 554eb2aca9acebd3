package dev.continuo.run;

import dev.continuo.engine.Reply;
import dev.continuo.task.RunId;

/** What the caller of a run's command is told. */
public sealed interface RunReply extends Reply {
  record Submitted(RunId run) implements RunReply {}
}
