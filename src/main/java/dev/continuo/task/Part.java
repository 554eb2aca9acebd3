package dev.continuo.task;

import java.util.List;

/** What is remembered with a task from its submission on, such as its gates. */
public interface Part {
  /** The secrets that any process gets because of this part, by name. */
  default List<String> secrets() {
    return List.of();
  }
}
