package dev.continuo.plan.yaml;

import dev.continuo.gate.GateSpec;
import dev.continuo.task.Blame;
import dev.continuo.task.Priority;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.Retries;
import dev.continuo.task.Timeout;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code defaults} and a task can both say.
 *
 * @param after null when nobody has said how long an attempt may take
 * @param action null when nobody has said what happens then
 */
record Settings(
    SortedMap<String, String> env,
    List<String> secrets,
    String workdir,
    @Nullable Duration after,
    Timeout.@Nullable Action action,
    Retries retries,
    Priority priority,
    List<String> locks,
    List<ResourcePart.Ask> resources,
    Blame blame,
    List<GateSpec> gates) {
  /** What a task has that says nothing, in a plan without defaults. */
  static final Settings NONE =
      new Settings(
          Collections.emptySortedMap(),
          List.of(),
          "",
          null,
          null,
          Retries.NONE,
          Priority.NORMAL,
          List.of(),
          List.of(),
          Blame.RUN,
          List.of());

  /** A time that somebody has chosen is meant to be kept; only the usual one is a question. */
  Timeout timeout() {
    var chosen = after == null ? Timeout.DEFAULT : new Timeout(after, Timeout.Action.STOP);
    return action == null ? chosen : new Timeout(chosen.after(), action);
  }
}
