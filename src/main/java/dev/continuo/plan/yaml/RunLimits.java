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
import dev.continuo.run.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out how many attempts of a run there may be at once: of all limits, the smallest. */
final class RunLimits {
  private final Configuration configuration;
  private final List<String> notes = new ArrayList<>();

  RunLimits(Configuration configuration) {
    this.configuration = configuration;
  }

  /** What the plan says, else its project; never more than the project allows. */
  int read(Section top) {
    var limits = top.get(LIMITS);
    var own = Optional.ofNullable(limits == null ? null : parallel(limits));
    int wanted =
        own.or(() -> configuration.maxParallelTasks().map(Told::value))
            .orElse(RunSpec.PARALLEL_DEFAULT);
    int most = configuration.maxAgents().map(Told::value).orElse(RunSpec.PARALLEL_MAX);
    if (own.isPresent() && own.get() > most) {
      var file = configuration.maxAgents().map(Told::file).orElse("");
      notes.add(
          "%s: `max_agents` is %d, less than `limits.parallel`, and holds".formatted(file, most));
    }
    return Math.min(wanted, most);
  }

  /** The same for a pattern, of which some tasks may have to run at once. */
  int of(Schedule schedule, Place place, Problems problems) {
    var usual = configuration.maxParallelTasks().map(Told::value).orElse(RunSpec.PARALLEL_DEFAULT);
    int most = configuration.maxAgents().map(Told::value).orElse(RunSpec.PARALLEL_MAX);
    if (most < schedule.together()) {
      var file = configuration.maxAgents().map(Told::file).orElse("");
      problems.add(
          new Problem(
              Flaw.PATTERN_IMPOSSIBLE,
              place,
              "`max_agents` in `"
                  + file
                  + "` is "
                  + most
                  + ", and "
                  + schedule.together()
                  + " streams have to run at once",
              "allow as many agents, or leave some streams out"));
    }
    return Math.min(schedule.limit().orElse(Math.max(usual, schedule.together())), most);
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
