package dev.continuo.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A task as the server tells it. */
record TaskView(JsonNode json) {
  /** One process of an attempt. */
  record Turn(JsonNode json) {
    String turn() {
      return json.path("turn").asString("");
    }

    int attempt() {
      return json.path("attempt").asInt(0);
    }

    Instant startedAt() {
      return EventView.instant(json.path("startedAt"));
    }

    boolean ended() {
      return !json.path("endedAt").asString("").isEmpty();
    }

    String outcome() {
      return json.path("outcome").asString("").toLowerCase(java.util.Locale.ROOT);
    }

    String detail() {
      return json.path("detail").asString("");
    }
  }

  /**
   * One thing that it needs.
   *
   * @param task the id
   * @param on which end of it: {@code succeeded} or {@code ended}
   */
  record Need(String task, String on) {
    boolean satisfiedBy(TaskView needed) {
      return on.equals("ended") ? needed.over() : needed.state().equals("succeeded");
    }
  }

  /** Whether it waits for somebody to launch it. */
  boolean unlaunched() {
    return waitsFor("launch");
  }

  /** Whether it waits for somebody to answer its question. */
  boolean asks() {
    return waitsFor("question");
  }

  /** Whether it waits for somebody to approve its start or its work. */
  boolean asksApproval() {
    return json.path("approval").isObject();
  }

  /** What it waits for then, with the question of the plan; empty when it waits for no approval. */
  String approval() {
    if (!asksApproval()) {
      return "";
    }
    var asked = json.path("approval");
    var question = asked.path("ask").asString("");
    return "an approval of "
        + ApprovalView.subject(asked.path("door").asString(""))
        + (question.isEmpty() ? "" : ": " + question);
  }

  private boolean waitsFor(String latch) {
    return json.path("latches").valueStream().anyMatch(owner -> owner.asString("").equals(latch));
  }

  /** Its question with the choices by number, in lines; none when it has none. */
  List<String> question() {
    var lines = new ArrayList<>(json.path("question").path("text").asString("").lines().toList());
    var choices = choices();
    for (int i = 0; i < choices.size(); i++) {
      lines.add(i + 1 + ". " + choices.get(i));
    }
    return lines;
  }

  /** What can be answered to its question. */
  List<String> choices() {
    return json.path("question").path("choices").valueStream().map(JsonNode::asString).toList();
  }

  /** What was answered; empty while nothing was. */
  String answer() {
    var number = json.path("question").path("answer").asInt(0);
    return number > 0 && number <= choices().size() ? choices().get(number - 1) : "";
  }

  String id() {
    return text("id");
  }

  String name() {
    return text("name");
  }

  String run() {
    return text("run");
  }

  /** One line that says what it is; its name where it has no other. */
  String title() {
    return text("title").isEmpty() ? name() : text("title");
  }

  /** How long it was expected to take; 0 where nobody has said. */
  long expectedMs() {
    return json.path("expectedMs").asLong(0);
  }

  String state() {
    return text("state");
  }

  String reason() {
    return text("reason");
  }

  int attempt() {
    return json.path("attempt").asInt(0);
  }

  Instant since() {
    return EventView.instant(json.path("since"));
  }

  /** Whether an earlier run did its work. */
  boolean takenOver() {
    return !text("takenOver").isEmpty();
  }

  /** Whether it is there for other tasks, and no work itself. */
  boolean aside() {
    return !text("kind").equalsIgnoreCase("work");
  }

  /** Whether it holds others together. */
  boolean sync() {
    return text("kind").equalsIgnoreCase("sync");
  }

  boolean over() {
    return switch (state()) {
      case "succeeded", "failed", "cancelled", "skipped" -> true;
      default -> false;
    };
  }

  List<Need> needs() {
    var needs = new ArrayList<Need>();
    json.path("needs")
        .forEach(
            need ->
                needs.add(new Need(need.path("task").asString(""), need.path("on").asString(""))));
    return needs;
  }

  List<Turn> turns() {
    var turns = new ArrayList<Turn>();
    json.path("turns").forEach(turn -> turns.add(new Turn(turn)));
    return turns;
  }

  /** The last lines of its newest ended turn's output. */
  List<String> tail(int max) {
    var lines = text("tail").stripTrailing().lines().toList();
    return lines.subList(Math.max(0, lines.size() - max), lines.size());
  }

  String text(String name) {
    return json.path(name).asString("");
  }
}
