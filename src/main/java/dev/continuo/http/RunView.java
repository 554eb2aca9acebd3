package dev.continuo.http;

import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.run.RunState;
import dev.continuo.run.Standing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A run as the API shows it: without its environment and the text of its plan. */
record RunView(
    String id,
    String name,
    String project,
    String state,
    String reason,
    boolean stuck,
    Instant submittedAt,
    Instant since,
    Map<String, String> inputs,
    int parallel,
    String onFailure,
    int total,
    Map<String, Integer> counts) {
  static RunView of(Run run, Counts counts) {
    var spec = run.spec();
    return new RunView(
        run.id().toString(),
        spec.name(),
        spec.project(),
        run.state().word(),
        reason(run.state()),
        counts.stuck(run.state()),
        run.submitted(),
        run.since(),
        spec.inputs(),
        spec.parallel(),
        spec.onFailure().name().toLowerCase(Locale.ROOT),
        spec.work(),
        counted(counts));
  }

  private static Map<String, Integer> counted(Counts counts) {
    var counted = new LinkedHashMap<String, Integer>();
    for (var standing : Standing.values()) {
      counted.put(standing.name().toLowerCase(Locale.ROOT), counts.of(standing));
    }
    return counted;
  }

  private static String reason(RunState state) {
    return switch (state) {
      case RunState.Paused(_, var reason) -> reason;
      case RunState.Ending(_, var reason, _) -> reason;
      case RunState.Ended(_, var reason) -> reason;
      case RunState.Accepting _, RunState.Running _, RunState.Reopening _ -> "";
    };
  }
}
