package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.LIMITS;
import static dev.continuo.plan.yaml.Grammar.PARALLEL;

import dev.continuo.pattern.Schedule;
import dev.continuo.plan.Configuration;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.plan.Told;
import dev.continuo.run.RunLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out how many attempts of a run there may be at once: of all limits, the smallest. */
final class RunLimits {
  private final Configuration configuration;
  private final List<String> notes = new ArrayList<>();

  RunLimits(Configuration configuration) {
    this.configuration = configuration;
  }

  /** A limit that no plan of the project exceeds. */
  private record Most(String key, Told<Integer> told) {
    int value() {
      return told.value();
    }

    RunLimit limit() {
      return RunLimit.ofProject(value(), key, told.file());
    }
  }

  /** What the plan says, else its project; never more than the project allows. */
  RunLimit read(Section top) {
    var limits = top.get(LIMITS);
    var own = Optional.ofNullable(limits == null ? null : parallel(limits));
    own.ifPresent(
        wanted ->
            most()
                .filter(most -> most.value() < wanted)
                .ifPresent(
                    most ->
                        notes.add(
                            "%s: `%s` is %d, less than `limits.parallel`, and holds"
                                .formatted(most.told().file(), most.key(), most.value()))));
    return least(own.map(RunLimit::ofPlan).orElseGet(this::usual));
  }

  /** The same for a pattern, of which some tasks may have to run at once. */
  RunLimit of(Schedule schedule, Place place, Problems problems) {
    most()
        .filter(most -> most.value() < schedule.together())
        .ifPresent(most -> problems.add(tooFew(most, schedule.together(), place)));
    if (schedule.limit().isPresent()) {
      return least(RunLimit.ofPattern(schedule.limit().getAsInt()));
    }
    var usual = usual();
    return least(
        usual.parallel() < schedule.together() ? RunLimit.ofStreams(schedule.together()) : usual);
  }

  private static Problem tooFew(Most most, int together, Place place) {
    return new Problem(
        Flaw.PATTERN_IMPOSSIBLE,
        place,
        "`%s` in `%s` is %d, and %d streams have to run at once"
            .formatted(most.key(), most.told().file(), most.value(), together),
        "allow as many agents, or leave some streams out");
  }

  private RunLimit usual() {
    return configuration
        .maxParallelTasks()
        .map(told -> RunLimit.ofProject(told.value(), "max_parallel_tasks", told.file()))
        .orElse(RunLimit.USUAL);
  }

  /** The smallest of what the project allows at most. */
  private Optional<Most> most() {
    return Stream.of(
            configuration.maxAgents().map(told -> new Most("max_agents", told)),
            configuration.wipMax().map(told -> new Most("wip.max", told)))
        .flatMap(Optional::stream)
        .min(Comparator.comparingInt(Most::value));
  }

  private RunLimit least(RunLimit wanted) {
    var limit =
        most().filter(most -> most.value() < wanted.parallel()).map(Most::limit).orElse(wanted);
    configuration
        .wipPreferred()
        .filter(told -> told.value() < limit.parallel())
        .ifPresent(
            told ->
                notes.add(
                    "%s: `wip.preferred` is %d, and up to %d tasks of this plan go on at once"
                        .formatted(told.file(), told.value(), limit.parallel())));
    return limit;
  }

  private static @Nullable Integer parallel(Value value) {
    var section = value.fields(LIMITS.form(), value.subject().part(value.what()));
    var parallel = section == null ? null : section.get(PARALLEL);
    return parallel == null ? null : parallel.whole(PARALLEL.form());
  }

  List<String> notes() {
    return notes;
  }
}
