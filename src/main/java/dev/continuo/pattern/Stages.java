package dev.continuo.pattern;

import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.run.OnFailure;
import dev.continuo.task.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Patterns one after another: a stage starts when all of the one before is done and approved. Of
 * several limits the smallest holds for the whole run.
 *
 * @param stages with jobs whose names are unique among all of them
 */
public record Stages(List<Stage> stages) implements Pattern {
  /** A pattern by name. */
  public record Stage(String name, Place place, Pattern pattern) {}

  public Stages {
    stages = List.copyOf(stages);
  }

  @Override
  public Shape shape() {
    return Shape.COMBINATION;
  }

  @Override
  public Schedule schedule(Problems problems) {
    var steps = new ArrayList<Step>();
    var limit = OptionalInt.empty();
    var together = 1;
    var before = List.<Draft.Edge>of();
    for (var stage : stages) {
      var schedule = stage.pattern().schedule(problems);
      for (var step : schedule.steps()) {
        steps.add(step.needs().isEmpty() ? step.after(before) : step);
      }
      before = ends(schedule.steps());
      limit = smaller(limit, schedule.limit());
      together = Math.max(together, schedule.together());
    }
    if (limit.isPresent() && limit.getAsInt() < together) {
      tellTooSmall(limit.getAsInt(), together, problems);
    }
    return new Schedule(limit, together, OnFailure.PAUSE, steps);
  }

  private static OptionalInt smaller(OptionalInt one, OptionalInt other) {
    return one.isEmpty() || (other.isPresent() && other.getAsInt() < one.getAsInt()) ? other : one;
  }

  /** Those whose success no other one of the stage waits for. */
  private static List<Draft.Edge> ends(List<Step> steps) {
    var waitedFor =
        steps.stream()
            .flatMap(step -> step.needs().stream())
            .filter(edge -> edge.on() == Need.On.SUCCEEDED)
            .map(Draft.Edge::name)
            .toList();
    return Order.after(
        steps.stream().map(Step::job).filter(job -> !waitedFor.contains(job.name())).toList());
  }

  private void tellTooSmall(int limit, int together, Problems problems) {
    problems.add(
        new Problem(
            Flaw.PATTERN_IMPOSSIBLE,
            stages.getFirst().place(),
            "pattern `combination`: `max_concurrent: "
                + limit
                + "` holds for all stages, and "
                + together
                + " streams of one have to run at once",
            "write `max_concurrent: " + together + "`, or make two plans of them"));
  }
}
