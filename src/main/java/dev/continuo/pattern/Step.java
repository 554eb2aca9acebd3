package dev.continuo.pattern;

import dev.continuo.plan.Draft;
import dev.continuo.task.ArtifactPart;
import dev.continuo.task.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A task with its place among the others.
 *
 * @param needs what has to be over before it
 * @param parts what is remembered with it
 * @param checks who has to approve of what it claims
 */
public record Step(Job job, List<Draft.Edge> needs, List<Part> parts, List<Check> checks) {
  /**
   * A check of a task by an agent, by its verdict.
   *
   * @param name unique among those of the task
   * @param roundsMax how often it may send the task back
   */
  public record Check(String name, Job job, int roundsMax) {}

  public Step {
    needs = List.copyOf(needs);
    parts = List.copyOf(parts);
    checks = List.copyOf(checks);
  }

  /** A task that waits for these, told by its name when nobody has written a prompt. */
  static Step of(Job job, List<Draft.Edge> needs) {
    var step = new Step(job.told(prompt(job), ""), needs, List.of(), List.of());
    return job.produces().isEmpty() ? step : step.with(new ArtifactPart(job.produces(), List.of()));
  }

  private static String prompt(Job job) {
    return "Your task: " + words(job.name()) + ".";
  }

  /** A name as it is read aloud: without the stage, and without underscores. */
  static String words(String name) {
    return name.substring(name.lastIndexOf('.') + 1).replace('_', ' ').replace('-', ' ');
  }

  Step with(Part part) {
    var more = new ArrayList<>(parts);
    more.add(part);
    return new Step(job, needs, more, checks);
  }

  Step checked(List<Check> by) {
    return new Step(job, needs, parts, by);
  }

  Step after(List<Draft.Edge> earlier) {
    return new Step(job, earlier, parts, checks);
  }
}
