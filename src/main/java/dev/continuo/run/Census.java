package dev.continuo.run;

import dev.continuo.engine.Watch;
import dev.continuo.task.Blame;
import dev.continuo.task.Door;
import dev.continuo.task.Kind;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many tasks of each run stand where; says which runs can no longer move by themselves. */
final class Census implements Watch<TaskId, Task> {
  /** A row of counts, one for each standing. */
  static final class Counts {
    private final int[] of = new int[Standing.values().length];

    int of(Standing standing) {
      return of[standing.ordinal()];
    }

    boolean allEnded() {
      return of(Standing.WAITING) == 0 && of(Standing.MOVING) == 0;
    }
  }

  /** As what a task counts. */
  enum Standing {
    /** Only other tasks can move it. */
    WAITING,
    /** It moves, or somebody else has a say. */
    MOVING,
    SUCCEEDED,
    FAILED,
    /** Failed, and that is none of the run's business. */
    TOLERATED,
    CANCELLED,
    /** A check that ended, in whatever way. */
    CHECKED
  }

  private static final Counts NOTHING = new Counts();
  private final Map<RunId, Counts> runs = new HashMap<>();

  Counts of(RunId run) {
    return runs.getOrDefault(run, NOTHING);
  }

  /** Whether the run has tasks and none of them is moving. */
  boolean still(RunId run) {
    var counts = runs.get(run);
    return counts != null && counts.of(Standing.MOVING) == 0;
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var run = id.run();
    var counts = runs.computeIfAbsent(run, _ -> new Counts());
    if (before != null) {
      counts.of[standing(before).ordinal()]--;
    }
    if (after != null) {
      counts.of[standing(after).ordinal()]++;
    }
    if (java.util.Arrays.stream(counts.of).allMatch(count -> count == 0)) {
      runs.remove(run);
    }
  }

  private static Standing standing(Task task) {
    var check = task.spec().kind() == Kind.CHECK;
    return switch (task.state()) {
      case State.Pending(var backoff) ->
          backoff.isEmpty()
                  && task.heldBy().isEmpty()
                  && task.latches().stream().noneMatch(latch -> latch.door() == Door.START)
              ? Standing.WAITING
              : Standing.MOVING;
      case State.Queued _, State.Running _, State.Paused _, State.Verifying _, State.Blocked _ ->
          Standing.MOVING;
      case State.Succeeded _, State.Skipped _ -> check ? Standing.CHECKED : Standing.SUCCEEDED;
      case State.Cancelled _ -> check ? Standing.CHECKED : Standing.CANCELLED;
      case State.Failed _ when check -> Standing.CHECKED;
      case State.Failed _ ->
          task.spec().blame() == Blame.RUN ? Standing.FAILED : Standing.TOLERATED;
    };
  }
}
