package dev.continuo.operation;

import dev.continuo.journal.Reader;
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

/** A run as the API shows it: without its environment and the text of its plan. */
public record RunView(
    @Describe("its id") String id,
    @Describe("its name") String name,
    @Describe("the absolute path of the folder that its tasks work in") String project,
    @Describe(
            value = "its state",
            words = {
              "accepting",
              "running",
              "paused",
              "ending",
              "reopening",
              "succeeded",
              "failed",
              "cancelled"
            })
        String state,
    @Describe("why it is in this state; may be empty") String reason,
    @Describe("whether only a person can move it") boolean stuck,
    @Describe("when it was submitted") Instant submittedAt,
    @Describe("since when it has this state") Instant since,
    @Describe("the values of the inputs of its plan") Map<String, String> inputs,
    @Describe("how many attempts it may have at once") int parallel,
    @Describe(
            value = "what a failure does to the rest",
            words = {"pause", "continue", "cancel"})
        String onFailure,
    @Describe("how many tasks it has, without checks") int total,
    @Describe(
            "how many tasks there are by standing: waiting, queued, active, verifying, person, succeeded, failed, tolerated, cancelled, checked")
        Map<String, Integer> counts,
    @Describe("set while an administrator keeps it aside because of a bug")
        @Nullable QuarantineView quarantine) {
  /** That the run takes no part in anything, and why. */
  public record QuarantineView(
      @Describe("why") String reason,
      @Describe("who set it aside") String by,
      @Describe("since when") Instant since) {}

  /** The quarantine of a run; empty for nearly all. */
  static Optional<Quarantine> quarantine(RunId run, Reader store) {
    return of(run, store.quarantines());
  }

  private static Optional<Quarantine> of(RunId run, List<Quarantine> all) {
    return all.stream().filter(each -> each.home().number() == run.number()).findFirst();
  }

  static RunView of(Run run, Reader store) {
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
