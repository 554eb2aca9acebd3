package dev.continuo.journal.columns;

import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import java.util.List;

/** The table {@code run}. */
public final class RunColumns {
  public static final TableColumns<RunId, Run> COLUMNS =
      new TableColumns<>(
          "run",
          RunId.class,
          Run.class,
          new Key.Whole<>(0, RunId::number, RunId::new),
          List.of(
              Column.fixed(Column.text("name", run -> run.spec().name())),
              Column.text("state", run -> run.state().word()),
              Column.fixed(Column.time("submitted", run -> run.submitted())),
              Column.time("since", run -> run.since())));

  private RunColumns() {}
}
