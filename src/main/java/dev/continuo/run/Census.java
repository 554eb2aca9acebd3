package dev.continuo.run;

import dev.continuo.engine.Watch;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the tasks of each run, in step with their rows. */
final class Census implements Watch<TaskId, Task> {
  private static final int STANDINGS = Standing.values().length;

  private static final class Tally implements Counts {
    final int[] of = new int[STANDINGS];
    int tasks;

    @Override
    public int of(Standing standing) {
      return of[standing.ordinal()];
    }
  }

  private static final Counts NOTHING = Counts.by(_ -> 0);
  private final Map<RunId, Tally> runs = new HashMap<>();

  Counts of(RunId run) {
    var counts = runs.get(run);
    return counts == null ? NOTHING : counts;
  }

  /** Whether the run has tasks, and none of them moves or could be moved. */
  boolean still(RunId run) {
    var counts = runs.get(run);
    return counts != null && counts.still();
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var counts = runs.computeIfAbsent(id.run(), _ -> new Tally());
    if (before != null) {
      counts.of[Standing.of(before).ordinal()]--;
      counts.tasks--;
    }
    if (after != null) {
      counts.of[Standing.of(after).ordinal()]++;
      counts.tasks++;
    }
    if (counts.tasks == 0) {
      runs.remove(id.run());
    }
  }
}
