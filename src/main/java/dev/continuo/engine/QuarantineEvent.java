package dev.continuo.engine;

/** What happens to homes that a bug stops the engine at. */
public sealed interface QuarantineEvent extends Event {
  /** An administrator set the home aside. */
  record Set(Home home, String name, String reason, String by) implements QuarantineEvent {}

  /** An administrator lets it take part again. */
  record Lifted(Home home, String by) implements QuarantineEvent {}
}
