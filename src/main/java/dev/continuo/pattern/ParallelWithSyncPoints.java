package dev.continuo.pattern;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunSpec;
import dev.continuo.sync.SyncPart;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Streams that run at the same time and meet at named points. The first task comes before the first
 * point; with several points, the last one comes after the last. Between them, each point is a
 * barrier in the middle of all streams (SPEC X-27).
 *
 * @param place of the points
 */
public record ParallelWithSyncPoints(Pace pace, List<String> points, Place place, List<Job> jobs)
    implements Pattern {
  /** One before the points, one after them, and a stream. */
  private static final int JOBS_MIN = 3;

  public ParallelWithSyncPoints {
    points = List.copyOf(points);
    jobs = List.copyOf(jobs);
  }

  @Override
  public Shape shape() {
    return Shape.PARALLEL_WITH_SYNC_POINTS;
  }

  @Override
  public Schedule schedule(Problems problems) {
    var closing = points.size() > 1;
    var least = closing ? JOBS_MIN : JOBS_MIN - 1;
    if (jobs.size() < least) {
      tell(
          problems,
          "has too few tasks for `sync_points`, found " + jobs.size() + ", must be " + least,
          "one before the first point, the streams"
              + (closing ? ", and one after the last point" : ""));
      return Schedule.of(List.of());
    }
    var opening = jobs.getFirst();
    var streams = jobs.subList(1, closing ? jobs.size() - 1 : jobs.size());
    check(streams.size(), problems);
    var steps = new ArrayList<Step>();
    steps.add(Step.of(opening, List.of()).with(new SyncPart(points.subList(0, 1))));
    for (var step : Order.independent(streams, pace, Order.after(List.of(opening)))) {
      steps.add(closing ? step.with(new SyncPart(points.subList(1, points.size()))) : step);
    }
    if (closing) {
      steps.add(Step.of(jobs.getLast(), Order.after(streams)));
    }
    return new Schedule(
        OptionalInt.empty(),
        streams.size(),
        OnFailure.PAUSE,
        Order.checked(shape(), steps, problems));
  }

  private void check(int streams, Problems problems) {
    if (pace == Pace.ONE_BY_ONE && points.size() > 2) {
      tell(
          problems,
          "has `parallel_execution: false` and a sync point in the middle, `"
              + points.get(1)
              + "`, which no stream could pass before the next one has begun",
          "write `parallel_execution: true`, or remove the point");
    }
    if (streams > RunSpec.PARALLEL_MAX) {
      tell(
          problems,
          "has too many streams, found " + streams + ", must be at most " + RunSpec.PARALLEL_MAX,
          "divide them among several plans");
    }
  }

  private void tell(Problems problems, String what, String hint) {
    problems.add(
        new Problem(
            Flaw.PATTERN_IMPOSSIBLE, place, "pattern `" + shape().word() + "`: " + what, hint));
  }
}
