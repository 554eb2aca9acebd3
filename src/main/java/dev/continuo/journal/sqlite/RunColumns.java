package dev.continuo.journal.sqlite;

import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import java.util.List;

/** The table {@code run}. */
final class RunColumns {
  static final TableColumns<RunId, Run> COLUMNS =
      new TableColumns<>(
          "run",
          RunId.class,
          Run.class,
          new Key.Whole<>(0, RunId::number, RunId::new),
          List.of(
              Column.fixed("name", run -> run.spec().name()),
              Column.of("state", run -> run.state().word()),
              Column.fixed("submitted_ns", run -> TableColumns.nanos(run.submitted())),
              Column.of("since_ns", run -> TableColumns.nanos(run.since()))));

  private RunColumns() {}
}
