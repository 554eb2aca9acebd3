package dev.continuo.http;

import dev.continuo.engine.Quarantine;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.run.RunState;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API shows it: without its environment and the text of its plan.
 *
 * @param quarantine null unless an administrator set it aside
 */
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
    Map<String, Integer> counts,
    @Nullable QuarantineView quarantine) {
  /** That the run takes no part in anything, and why. */
  record QuarantineView(String reason, String by, Instant since) {}

  /** The quarantine of a run; empty for nearly all. */
  static Optional<Quarantine> quarantine(RunId run, Store store) {
    return of(run, store.quarantines());
  }

  private static Optional<Quarantine> of(RunId run, List<Quarantine> all) {
    return all.stream().filter(each -> each.home().number() == run.number()).findFirst();
  }

  static RunView of(Run run, Store store) {
    return of(run, store.counts(run.id()), store.quarantines());
  }

  static RunView of(Run run, Counts counts, List<Quarantine> quarantines) {
    var quarantine =
        of(run.id(), quarantines)
            .map(each -> new QuarantineView(each.reason(), each.by(), each.since()))
            .orElse(null);
    var spec = run.spec();
    return new RunView(
        run.id().toString(),
        spec.name(),
        spec.project(),
        run.state().word(),
        reason(run.state()),
        quarantine != null || counts.stuck(run.state()),
        run.submitted(),
        run.since(),
        spec.inputs(),
        spec.parallel(),
        spec.onFailure().name().toLowerCase(Locale.ROOT),
        spec.work(),
        counted(counts),
        quarantine);
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
