package dev.continuo.analysis;

import dev.continuo.expansion.EachPart;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Packets;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.task.TaskSpec;
import java.util.List;
import java.util.stream.Stream;

/** Refuses to give one agent more files than it can do (SPEC S4-20). */
public final class LargeTasks {
  private final Estimates estimates;
  private final Packets packets;

  public LargeTasks(Estimates estimates, Packets packets) {
    this.estimates = estimates;
    this.packets = packets;
  }

  /** What is to be told of the tasks; only those of agents are meant. */
  public List<Problem> problems(List<TaskSpec> tasks, Place place) {
    return tasks.stream().flatMap(task -> problem(task, place)).toList();
  }

  private Stream<Problem> problem(TaskSpec task, Place place) {
    var done = task.part(EachPart.class).map(EachPart::task).orElse(task);
    if (done.work().told().isEmpty()) {
      return Stream.empty();
    }
    return estimates.of(done).stream()
        .filter(estimate -> !estimate.size(packets).fits())
        .map(
            estimate ->
                new Problem(
                    Flaw.PACKET_TOO_LARGE,
                    place,
                    "task `"
                        + task.name()
                        + "`: "
                        + estimate.words()
                        + " files for one agent, at most "
                        + packets.most()
                        + " are allowed: "
                        + estimate.size(packets).advice(),
                    "divide it, or name fewer `files`; `packets` of `.continuo/config.yaml` allows"
                        + " more"));
  }
}
