package dev.continuo.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/** An event as the server tells it. */
record EventView(JsonNode json) {
  long sequence() {
    return json.path("sequence").asLong(0);
  }

  Instant at() {
    return instant(json.path("at"));
  }

  String type() {
    return json.path("type").asString("");
  }

  String run() {
    return json.path("run").asString("");
  }

  String task() {
    return json.path("task").asString("");
  }

  JsonNode body() {
    return json.path("body");
  }

  /** A text of the body; empty when there is none. */
  String text(String name) {
    return body().path(name).asString("");
  }

  /** The id of the turn that its body names. */
  String turn() {
    var turn = body().path("turn");
    return task() + "." + turn.path("attempt").asInt(1) + "." + turn.path("fence").asLong(1);
  }

  static Instant instant(JsonNode node) {
    try {
      return Instant.parse(node.asString(""));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
