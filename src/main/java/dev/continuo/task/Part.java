package dev.continuo.task;

import java.util.List;
import java.util.SortedMap;

/** What is remembered with a task from its submission on, such as its gates. */
public interface Part {
  /** The secrets that any process gets because of this part, by name. */
  default List<String> secrets() {
    return List.of();
  }

  /** How many more events one change of the task may lead to because of this part, at most. */
  default int weight() {
    return 0;
  }

  /** Whether the part is only said of the task, and changes nothing about the work itself. */
  default boolean remark() {
    return false;
  }

  /**
   * Whether the part says how the task's needs count, and goes with them to the tasks of a list.
   */
  default boolean ofNeeds() {
    return false;
  }

  /** The same part of a task that is called otherwise. */
  default Part named(String task) {
    return this;
  }

  /** The same part of a task that gets these variables too, where it does not set them itself. */
  default Part inheriting(SortedMap<String, String> env) {
    return this;
  }
}
