package dev.continuo.run;

import dev.continuo.engine.Effect;
import dev.continuo.task.RunId;

/** What runs want of the world outside. */
public sealed interface RunEffect extends Effect {
  /** The plan's tasks from {@code next} on shall be handed in with {@link RunCommand.Feed}. */
  record FeedTasks(RunId run, int next) implements RunEffect {}
}
