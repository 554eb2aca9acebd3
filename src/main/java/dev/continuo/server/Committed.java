package dev.continuo.server;

import dev.continuo.operation.Store;
import dev.continuo.plan.Neighbours;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The tasks of a run as they were committed: none leaves it, and none changes its name. They are
 * counted after they were asked for by name, so that none of those is beyond the count.
 */
final class Committed implements Neighbours {
  private final Store store;
  private final RunId run;
  private final Map<String, OptionalInt> found = new HashMap<>();
  private int first = -1;

  Committed(Store store, RunId run) {
    this.store = store;
    this.run = run;
  }

  @Override
  public OptionalInt find(String name) {
    return found.computeIfAbsent(
        name,
        _ ->
            store
                .task(run, name)
                .map(task -> OptionalInt.of(task.id().index()))
                .orElse(OptionalInt.empty()));
  }

  @Override
  public int first() {
    if (first < 0) {
      var counts = store.counts(run);
      first = Arrays.stream(Standing.values()).mapToInt(counts::of).sum();
    }
    return first;
  }
}
