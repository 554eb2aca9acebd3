package dev.continuo.journal.sqlite;

import dev.continuo.engine.Home;
import dev.continuo.engine.Quarantine;
import java.util.List;
import java.util.Locale;

/** The table {@code quarantine}. */
final class QuarantineColumns {
  static final TableColumns<Home, Quarantine> COLUMNS =
      new TableColumns<>(
          "quarantine",
          Home.class,
          Quarantine.class,
          new Key.Word<>(Home::toString, number -> new Home(Long.parseLong(number))),
          List.of(
              Column.fixed("name", Quarantine::name),
              Column.of("state", row -> row.state().name().toLowerCase(Locale.ROOT)),
              Column.of("since_ns", row -> TableColumns.nanos(row.since()))));

  private QuarantineColumns() {}
}
