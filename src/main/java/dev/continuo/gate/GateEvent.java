package dev.continuo.gate;

import dev.continuo.engine.Event;
import dev.continuo.task.TaskId;

/** What happens to gates. */
public sealed interface GateEvent extends Event {
  GateId gate();

  record CheckStarted(GateId gate, String name, int attempt, TaskId check) implements GateEvent {}

  record Passed(GateId gate, int attempt) implements GateEvent {}

  record Rejected(GateId gate, int attempt, String reason) implements GateEvent {}

  /** What should hold did not, and the task goes on. */
  record Warned(GateId gate, int attempt, String reason) implements GateEvent {}

  record Dropped(GateId gate, int attempt) implements GateEvent {}
}
