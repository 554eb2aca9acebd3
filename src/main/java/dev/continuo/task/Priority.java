package dev.continuo.task;

/** How urgent a task is, in rising order. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT
}
