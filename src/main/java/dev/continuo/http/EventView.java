package dev.continuo.http;

import dev.continuo.engine.Event;
import dev.continuo.engine.Recorded;
import dev.continuo.gate.GateEvent;
import dev.continuo.run.RunEvent;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event as the API shows it: without environments, prompts and the texts of plans. */
record EventView(
    long sequence,
    Instant at,
    ActorView actor,
    long cause,
    String type,
    @Nullable String run,
    @Nullable String task,
    JsonNode body) {
  /** Components that may hold a secret, wherever they stand in an event. */
  private static final List<String> HIDDEN = List.of("env", "prompt", "plan");

  /** Who caused the event. */
  record ActorView(String kind, String name) {}

  static EventView of(Recorded recorded, EventJson json) {
    var event = recorded.event();
    var task = task(event);
    var actor = recorded.actor();
    return new EventView(
        recorded.sequence(),
        recorded.wall(),
        new ActorView(actor.kind().name().toLowerCase(Locale.ROOT), actor.name()),
        recorded.cause(),
        json.type(event),
        run(event).or(() -> task.map(TaskId::run)).map(RunId::toString).orElse(null),
        task.map(TaskId::toString).orElse(null),
        open(Json.tree(json.body(event))));
  }

  private static Optional<RunId> run(Event event) {
    return event instanceof RunEvent of ? Optional.of(of.run()) : Optional.empty();
  }

  private static Optional<TaskId> task(Event event) {
    return switch (event) {
      case TaskEvent of -> Optional.of(of.task());
      case GateEvent of -> Optional.of(of.gate().task());
      case Event _ -> Optional.empty();
    };
  }

  private static JsonNode open(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(HIDDEN);
    }
    node.forEach(EventView::open);
    return node;
  }
}
