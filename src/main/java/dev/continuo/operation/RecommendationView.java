package dev.continuo.operation;

import dev.continuo.question.QuestionPart;
import dev.continuo.routing.Assignment;
import dev.continuo.task.Task;
import java.util.List;

/**
 * Who does a task, as the API shows it.
 *
 * @param recommended whether it needs an agent at all; without one the rest is empty but the reason
 * @param launch what whoever starts it by hand is told
 * @param question what a person is asked who is to choose, in lines; then nobody is recommended
 */
public record RecommendationView(
    @Describe("the task's id") String task,
    @Describe("whether an agent does it; false for a command, and while a person is to choose")
        boolean recommended,
    @Describe("the name of the agent; may be empty") String agent,
    @Describe("how large a model it takes; may be empty") String tier,
    @Describe("the tags that decided") List<String> matched,
    @Describe("why this agent") String reason,
    @Describe("the line that launches it by hand; may be empty") String launch,
    @Describe("the lines of the question that a person is asked") List<String> question) {
  public RecommendationView {
    matched = List.copyOf(matched);
    question = List.copyOf(question);
  }

  static RecommendationView of(Task task) {
    var id = task.id().toString();
    return Assignment.of(task.spec())
        .map(
            found ->
                new RecommendationView(
                    id,
                    true,
                    found.agent(),
                    found.tier(),
                    found.matched(),
                    found.reason(),
                    found.launch(id),
                    List.of()))
        .orElseGet(() -> nobody(id, task));
  }

  private static RecommendationView nobody(String id, Task task) {
    var question =
        QuestionPart.unanswered(task.spec())
            ? task.spec().part(QuestionPart.class).map(QuestionPart::lines).orElse(List.of())
            : List.<String>of();
    var reason =
        question.isEmpty()
            ? "it runs a command, which needs no agent"
            : "no tag matched, a person is to choose";
    return new RecommendationView(id, false, "", "", List.of(), reason, "", question);
  }
}
