package dev.continuo.task;

/**
 * One process of an attempt.
 *
 * @param fence grows with each turn of the task; who does not hold the newest can change nothing
 */
public record TurnId(TaskId task, int attempt, int fence) {
  @Override
  public String toString() {
    return task + "." + attempt + "." + fence;
  }
}
