package dev.continuo.operation;

import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import java.util.Map;
import java.util.Optional;

/** The run and the task that a call names; empty where it names none, or none that can exist. */
public record Target(Optional<RunId> run, Optional<TaskId> task) {

  /** What the parts of a path name. */
  public static Target of(Map<String, String> path) {
    return new Target(
        Optional.ofNullable(path.get("run")).flatMap(RunId::parse),
        Optional.ofNullable(path.get("task")).flatMap(TaskId::parse));
  }

  /** What an input names. */
  static Target of(Record input) {
    return new Target(component(input, RunId.class), component(input, TaskId.class));
  }

  private static <T> Optional<T> component(Record input, Class<T> type) {
    for (var component : input.getClass().getRecordComponents()) {
      if (component.getType() == type) {
        try {
          var accessor = component.getAccessor();
          accessor.setAccessible(true);
          return Optional.ofNullable(type.cast(accessor.invoke(input)));
        } catch (ReflectiveOperationException impossible) {
          throw new IllegalStateException("bug: " + component + " cannot be read", impossible);
        }
      }
    }
    return Optional.empty();
  }
}
