package dev.continuo.routing;

import dev.continuo.question.QuestionPart;
import dev.continuo.task.RoutedPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Work;
import java.util.List;
import java.util.Optional;

/**
 * Who does a task, and why.
 *
 * @param agent as people say it
 * @param tier how large a model it takes; empty when that is not said
 * @param matched the task's tags that call for it; none when it was not chosen by tags
 */
public record Assignment(String agent, String tier, List<String> matched, String reason) {
  public Assignment {
    matched = List.copyOf(matched);
  }

  /** Of a task that an agent does; nothing of others. */
  public static Optional<Assignment> of(TaskSpec task) {
    if (!(task.work() instanceof Work.Agent(var name, _, _))) {
      return Optional.empty();
    }
    return task.part(RoutedPart.class)
        .map(part -> new Assignment(part.specialist(), part.tier(), part.matched(), part.reason()))
        .or(() -> task.part(QuestionPart.class).flatMap(Assignment::answered))
        .or(() -> Optional.of(new Assignment(name, "", List.of(), "named by its plan")));
  }

  private static Optional<Assignment> answered(QuestionPart question) {
    return question
        .chosen()
        .flatMap(chosen -> Specialist.parse(chosen.label()))
        .map(
            who ->
                new Assignment(
                    who.name(), who.tier(), List.of(), "no tag matched, chosen by a person"));
  }

  /** Agent and tier, in words. */
  public String who() {
    return new Specialist(agent, tier).toString();
  }

  /** What whoever starts the task by hand is told; whoever does it reads the rest itself. */
  public String launch(String task) {
    return "Launch " + agent + " for task " + task;
  }
}
