package dev.continuo.pattern;

import dev.continuo.plan.Problems;
import dev.continuo.run.OnFailure;
import java.util.List;
import java.util.OptionalInt;

/** Tasks that have nothing to do with each other; the failure of one stops no other. */
public record ParallelIndependent(Pace pace, OptionalInt limit, List<Job> jobs) implements Pattern {
  public ParallelIndependent {
    jobs = List.copyOf(jobs);
  }

  @Override
  public Shape shape() {
    return Shape.PARALLEL_INDEPENDENT;
  }

  @Override
  public Schedule schedule(Problems problems) {
    var steps = Order.checked(shape(), Order.independent(jobs, pace, List.of()), problems);
    return new Schedule(limit, 1, OnFailure.CONTINUE, steps);
  }
}
