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

  String id() {
    return text("id");
  }

  String name() {
    return text("name");
  }

  String run() {
    return text("run");
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

  boolean check() {
    return text("kind").equalsIgnoreCase("check");
  }

  boolean over() {
    return switch (state()) {
      case "succeeded", "failed", "cancelled", "skipped" -> true;
      default -> false;
    };
  }

  /** What it needs, each as the server names it: by id or by name. */
  List<String> needs() {
    var needs = new ArrayList<String>();
    json.path("needs").forEach(need -> needs.add(need.path("task").asString("")));
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
