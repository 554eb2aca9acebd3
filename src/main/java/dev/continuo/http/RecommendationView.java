package dev.continuo.http;

import dev.continuo.routing.Assignment;
import dev.continuo.task.Task;
import java.util.List;

/**
 * Who does a task, as the API shows it.
 *
 * @param recommended whether it needs an agent at all; without one the rest is empty but the reason
 * @param launch what whoever starts it by hand is told
 */
record RecommendationView(
    String task,
    boolean recommended,
    String agent,
    String tier,
    List<String> matched,
    String reason,
    String launch) {
  RecommendationView {
    matched = List.copyOf(matched);
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
                    found.launch(id)))
        .orElseGet(
            () ->
                new RecommendationView(
                    id, false, "", "", List.of(), "it runs a command, which needs no agent", ""));
  }
}
