package dev.continuo.cli;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** An approval as the server tells it. */
record ApprovalView(JsonNode json) {
  String task() {
    return text("task");
  }

  /** What people type to name its task: {@code r-4k2m9q/deploy}. */
  String target() {
    return text("run") + "/" + text("name");
  }

  String door() {
    return text("door");
  }

  String state() {
    return text("state");
  }

  boolean open() {
    return state().equals("open");
  }

  int round() {
    return json.path("round").asInt(0);
  }

  Instant since() {
    return EventView.instant(json.path("since"));
  }

  String text(String name) {
    return json.path(name).asString("");
  }

  /** What is approved at this door: {@code its start} or {@code its work}. */
  static String subject(String door) {
    return door.equals("start") ? "its start" : "its work";
  }

  /** What decides about the approval of a task. */
  static String commands(String task) {
    return "`continuo approve "
        + task
        + "` gives it, `continuo reject "
        + task
        + " --reason TEXT` refuses it";
  }
}
