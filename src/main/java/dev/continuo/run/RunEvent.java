package dev.continuo.run;

import dev.continuo.engine.Event;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import java.util.Optional;

/** What happens to runs. */
public sealed interface RunEvent extends Event {
  RunId run();

  record Submitted(RunId run, RunSpec spec) implements RunEvent {}

  /** The tasks before {@code next} are there. */
  record Fed(RunId run, int next) implements RunEvent {}

  /** All tasks are there; it may start. */
  record Opened(RunId run) implements RunEvent {}

  /** Tasks were added, the first at this index; some only hold others together. */
  record Extended(RunId run, int first, int count, int syncs) implements RunEvent {}

  record ParallelSet(RunId run, int parallel) implements RunEvent {}

  record Paused(RunId run, RunState.Cause cause, String reason) implements RunEvent {}

  record Resumed(RunId run) implements RunEvent {}

  record EndRequested(RunId run, RunState.Verdict verdict, String reason) implements RunEvent {}

  /** The tasks before {@code cursor} have been told to end. */
  record EndAdvanced(RunId run, int cursor) implements RunEvent {}

  record ReopenRequested(RunId run, Optional<TaskId> only, RunState then) implements RunEvent {}

  /** The tasks before {@code cursor} have been reopened where need be. */
  record ReopenAdvanced(RunId run, int cursor) implements RunEvent {}

  record Reopened(RunId run) implements RunEvent {}

  record Ended(RunId run, RunState.Verdict verdict, String reason) implements RunEvent {}
}
