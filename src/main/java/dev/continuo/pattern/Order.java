package dev.continuo.pattern;

import dev.continuo.pattern.Pattern.Pace;
import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.task.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts tasks behind each other. */
final class Order {
  private Order() {}

  /** Edges to all of them. */
  static List<Draft.Edge> after(List<Job> jobs) {
    return jobs.stream().map(job -> job.after(Need.On.SUCCEEDED)).toList();
  }

  /**
   * Tasks that need nothing of each other. One by one, each waits for the end of the one before,
   * however that ended.
   */
  static List<Step> independent(List<Job> jobs, Pace pace, List<Draft.Edge> first) {
    var steps = new ArrayList<Step>();
    for (var job : jobs) {
      var needs = new ArrayList<>(first);
      if (pace == Pace.ONE_BY_ONE && !steps.isEmpty()) {
        needs.add(steps.getLast().job().after(Need.On.ENDED));
      }
      steps.add(Step.of(job, needs));
    }
    return steps;
  }

  /**
   * A pattern says itself who waits for whom: what a task is said to need has to be before it
   * anyway. A name that no task has is kept as a need, which is told as one of a plan.
   */
  static List<Step> checked(Shape shape, List<Step> steps, Problems problems) {
    var before = new HashMap<String, Set<String>>();
    var checked = new ArrayList<Step>();
    var names = new HashSet<String>();
    steps.forEach(step -> names.add(step.job().name()));
    for (var step : steps) {
      before.put(step.job().name(), ancestors(step, before));
      var needs = new ArrayList<>(step.needs());
      for (var edge : step.job().needs()) {
        if (!names.contains(edge.name())) {
          needs.add(edge);
        } else if (!before.get(step.job().name()).contains(edge.name())) {
          problems.add(tooMuch(shape, step.job(), edge));
        }
      }
      checked.add(step.after(needs));
    }
    return checked;
  }

  private static Set<String> ancestors(Step step, Map<String, Set<String>> before) {
    var all = new HashSet<String>();
    for (var edge : step.needs()) {
      all.add(edge.name());
      all.addAll(before.getOrDefault(edge.name(), Set.of()));
    }
    return all;
  }

  private static Problem tooMuch(Shape shape, Job job, Draft.Edge edge) {
    return new Problem(
        Flaw.PATTERN_NEED,
        edge.place(),
        "task `"
            + job.name()
            + "`: needs `"
            + edge.name()
            + "`, which pattern `"
            + shape.word()
            + "` does not put before it",
        "remove it, or write a plan with `needs` instead of the pattern");
  }
}
