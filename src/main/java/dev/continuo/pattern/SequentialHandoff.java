package dev.continuo.pattern;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.task.ArtifactPart;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasks one after another, each of which hands files to those behind it. An artifact that no task
 * says to produce has to be there when the last one is done (SPEC X-26).
 */
public record SequentialHandoff(List<String> artifacts, List<Job> jobs) implements Pattern {
  public SequentialHandoff {
    artifacts = List.copyOf(artifacts);
    jobs = List.copyOf(jobs);
  }

  @Override
  public Shape shape() {
    return Shape.SEQUENTIAL_HANDOFF;
  }

  @Override
  public Schedule schedule(Problems problems) {
    var steps = new ArrayList<Step>();
    var claimed = jobs.stream().flatMap(job -> job.produces().stream()).toList();
    var left = artifacts.stream().filter(name -> !claimed.contains(name)).toList();
    var givers = new ArrayList<Job>();
    for (var job : jobs) {
      checkProduced(job, problems);
      var step = Step.of(job, Order.after(givers));
      var due = job.equals(jobs.getLast()) ? left : List.<String>of();
      steps.add(left.isEmpty() ? step : leaving(step, due));
      if (left.isEmpty()) {
        // one that leaves nothing is waited for by the next alone
        givers.removeIf(earlier -> earlier.produces().isEmpty());
      }
      givers.add(job);
    }
    return Schedule.of(Order.checked(shape(), steps, problems));
  }

  /** Anyone may leave what nobody says to produce. */
  private static Step leaving(Step step, List<String> due) {
    var part = new ArtifactPart(step.job().produces(), due);
    return new Step(step.job(), step.needs(), List.of(part), step.checks());
  }

  private void checkProduced(Job job, Problems problems) {
    for (var name : job.produces()) {
      if (!artifacts.contains(name)) {
        var near = Nearest.to(name, artifacts).orElse(null);
        problems.add(
            new Problem(
                Flaw.ARTIFACT_UNKNOWN,
                job.place(),
                "task `"
                    + job.name()
                    + "`: produces `"
                    + name
                    + "`, which is not among `handoff_artifacts`"
                    + (near == null ? "" : ", did you mean `" + near + "`?"),
                near == null ? "add it there" : ""));
      }
    }
  }
}
