package dev.continuo.server;

import dev.continuo.engine.Watch;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import org.jspecify.annotations.Nullable;

/** Counts the runs that have not ended, in step with their rows; on the engine's thread. */
final class OpenRuns implements Watch<RunId, Run> {
  private int count;

  boolean none() {
    return count == 0;
  }

  @Override
  public void changed(RunId id, @Nullable Run before, @Nullable Run after) {
    count += open(after) - open(before);
  }

  private static int open(@Nullable Run run) {
    return run != null && run.live() ? 1 : 0;
  }
}
