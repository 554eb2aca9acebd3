package dev.continuo.server.delivery;

import dev.continuo.delivery.Delivery;
import dev.continuo.delivery.Fact;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a delivery: exactly {@code task_id}, {@code status}, {@code result} and {@code
 * timestamp} (SPEC S1-05); what is told about a run has {@code run_id} in the place of the first.
 * Everything else stands in headers.
 */
final class Message {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Message() {}

  /** {@code result}: the text that the task has left; empty when there is none. */
  static String of(Delivery delivery, String result) {
    var fact = delivery.fact();
    var body = JSON.createObjectNode();
    fact.task()
        .ifPresentOrElse(
            task -> body.put("task_id", task.toString()),
            () -> body.put("run_id", fact.run().toString()));
    body.put("status", fact.status());
    body.set("result", result(fact, result));
    body.put("timestamp", delivery.at().toString());
    return JSON.writeValueAsString(body);
  }

  /** The result of a task that succeeded; of all others, the reason. */
  private static JsonNode result(Fact fact, String result) {
    if (fact.kind() != Fact.Kind.TASK_SUCCEEDED) {
      return JSON.createObjectNode().put("reason", fact.reason());
    }
    if (result.isEmpty()) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(result);
    } catch (JacksonException text) {
      return JSON.getNodeFactory().stringNode(result);
    }
  }
}
