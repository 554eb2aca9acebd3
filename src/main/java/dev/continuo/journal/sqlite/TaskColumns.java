package dev.continuo.journal.sqlite;

import dev.continuo.run.Standing;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;
import java.util.Locale;

/** The table {@code task}. */
final class TaskColumns {
  static final int INDEX_BITS = 24;

  static final TableColumns<TaskId, Task> COLUMNS =
      new TableColumns<>(
          "task",
          TaskId.class,
          Task.class,
          new Key.Whole<>(INDEX_BITS, TaskId::value, TaskId::new),
          List.of(
              Column.fixed("name", task -> task.spec().name()),
              Column.fixed("kind", task -> word(task.spec().kind())),
              Column.of("state", task -> task.state().word()),
              Column.of("standing", task -> word(Standing.of(task))),
              Column.fixed("submitted_ns", task -> TableColumns.nanos(task.submitted())),
              Column.of("since_ns", task -> TableColumns.nanos(task.since()))));

  private TaskColumns() {}

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static Standing standing(String word) {
    return Standing.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
