package dev.continuo.cli;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A run as the server tells it. */
record RunView(JsonNode json) {
  String id() {
    return text("id");
  }

  String name() {
    return text("name");
  }

  String project() {
    return text("project");
  }

  String state() {
    return text("state");
  }

  String reason() {
    return text("reason");
  }

  boolean stuck() {
    return json.path("stuck").asBoolean(false);
  }

  /** Why an administrator set it aside; empty when nobody did. */
  String quarantine() {
    return json.path("quarantine").path("reason").asString("");
  }

  boolean quarantined() {
    return json.path("quarantine").isObject();
  }

  Instant submittedAt() {
    return EventView.instant(json.path("submittedAt"));
  }

  Instant since() {
    return EventView.instant(json.path("since"));
  }

  /** How many of its attempts may run at once. */
  int parallel() {
    return json.path("parallel").asInt(Integer.MAX_VALUE);
  }

  int total() {
    return json.path("total").asInt(0);
  }

  int count(String standing) {
    return json.path("counts").path(standing).asInt(0);
  }

  boolean over() {
    return switch (state()) {
      case "succeeded", "failed", "cancelled" -> true;
      default -> false;
    };
  }

  /** Whether only a person can change anything about it now. */
  boolean settled() {
    return over() || stuck();
  }

  /** What its caller is told by number, once it is settled. */
  Exit exit() {
    return switch (state()) {
      case "succeeded" -> Exit.SUCCEEDED;
      case "failed" -> Exit.FAILED;
      case "cancelled" -> Exit.CANCELLED;
      default -> stuckExit();
    };
  }

  private Exit stuckExit() {
    if (!stuck()) {
      return Exit.STILL_RUNNING;
    }
    return !quarantined() && count("failed") > 0 ? Exit.FAILED : Exit.PERSON;
  }

  String text(String name) {
    return json.path(name).asString("");
  }
}
