package dev.continuo.pattern;

import dev.continuo.plan.Problems;
import java.util.ArrayList;
import java.util.List;

/** Tasks of one agent, and one task that brings together what they left. */
public record FanOutFanIn(Pace pace, List<Job> out, Job in) implements Pattern {
  public FanOutFanIn {
    out = List.copyOf(out);
  }

  @Override
  public Shape shape() {
    return Shape.FAN_OUT_FAN_IN;
  }

  @Override
  public Schedule schedule(Problems problems) {
    var steps = new ArrayList<>(Order.independent(out, pace, List.of()));
    steps.add(Step.of(in, Order.after(out)));
    return Schedule.of(Order.checked(shape(), steps, problems));
  }
}
