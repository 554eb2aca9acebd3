package dev.continuo.sync;

import dev.continuo.engine.Command;
import dev.continuo.task.TaskId;

/** What can be asked of sync points. */
public sealed interface SyncCommand extends Command {
  /** The task has come to a point at which it meets others; a second arrival changes nothing. */
  record Arrive(TaskId task, String point) implements SyncCommand {}
}
