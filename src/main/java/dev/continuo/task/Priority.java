package dev.continuo.task;

import java.util.Map;

/** How urgent a task is, in rising order. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT;

  /** What every input accepts, in lower case (SPEC X-07). */
  public static final Map<String, Priority> WORDS =
      Map.of(
          "urgent", URGENT,
          "critical", URGENT,
          "immediate", URGENT,
          "high", HIGH,
          "normal", NORMAL,
          "low", LOW);
}
