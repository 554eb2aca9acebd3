package dev.continuo.task;

import dev.continuo.engine.Watch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which task of a run has which name. */
final class Names implements Watch<TaskId, Task> {
  private final Map<Long, Map<String, TaskId>> runs = new HashMap<>();

  @Nullable TaskId named(RunId run, String name) {
    var names = runs.get(run.number());
    return names == null ? null : names.get(name);
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var run = id.run().number();
    if (before == null && after != null) {
      runs.computeIfAbsent(run, _ -> new HashMap<>()).put(after.spec().name(), id);
    }
    if (after == null && before != null) {
      runs.computeIfPresent(
          run,
          (_, names) ->
              names.remove(before.spec().name()) != null && names.isEmpty() ? null : names);
    }
  }
}
