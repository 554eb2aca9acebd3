package dev.continuo.operation;

import dev.continuo.approval.ApprovalEvent;
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
public record EventView(
    @Describe("its number") long sequence,
    @Describe("when it was decided") Instant at,
    @Describe("who caused it") ActorView actor,
    @Describe("the number of the event that it follows from; 0 for none") long cause,
    @Describe("its type, such as `task.started`") String type,
    @Describe("the run that it is about") @Nullable String run,
    @Describe("the task that it is about") @Nullable String task,
    @Describe("what happened, without environments, prompts and the texts of plans")
        JsonNode body) {
  /** Components that may hold a secret, wherever they stand in an event. */
  private static final List<String> HIDDEN = List.of("env", "prompt", "plan");

  /** Who caused the event. */
  record ActorView(
      @Describe(
              value = "what kind of caller",
              words = {"person", "attempt", "engine", "administrator"})
          String kind,
      @Describe("the name of the person, or the turn; empty for the engine") String name) {}

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
      case ApprovalEvent of -> Optional.of(of.approval().task());
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
