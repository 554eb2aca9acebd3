package dev.continuo.journal.columns;

import dev.continuo.run.Standing;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;
import java.util.Locale;

/** The table {@code task}. */
public final class TaskColumns {
  public static final int INDEX_BITS = 24;

  public static final TableColumns<TaskId, Task> COLUMNS =
      new TableColumns<>(
          "task",
          TaskId.class,
          Task.class,
          new Key.Whole<>(INDEX_BITS, TaskId::value, TaskId::new),
          List.of(
              Column.fixed(Column.text("name", task -> task.spec().name())),
              Column.fixed(Column.text("kind", task -> word(task.spec().kind()))),
              Column.text("state", task -> task.state().word()),
              Column.text("standing", task -> word(Standing.of(task))),
              Column.fixed(Column.time("submitted", task -> task.submitted())),
              Column.time("since", task -> task.since())));

  private TaskColumns() {}

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public static Standing standing(String word) {
    return Standing.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
