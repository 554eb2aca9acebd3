package dev.continuo.engine;

import java.time.Duration;
import java.time.Instant;

/** When a row wants to be woken. */
public sealed interface Due {
  Due NEVER = new Never();

  /** At the next step: the way in which large work is cut into small steps. */
  Due NOW = new Awake(Duration.ZERO);

  record Never() implements Due {}

  /** At a time of the calendar: messages, schedules, budgets. */
  record Wall(Instant at) implements Due {}

  /** At a time of the awake clock: deadlines of attempts, signs of life. */
  record Awake(Duration at) implements Due {}
}
