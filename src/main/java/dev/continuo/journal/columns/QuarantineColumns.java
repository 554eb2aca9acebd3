package dev.continuo.journal.columns;

import dev.continuo.engine.Home;
import dev.continuo.engine.Quarantine;
import java.util.List;
import java.util.Locale;

/** The table {@code quarantine}. */
public final class QuarantineColumns {
  public static final TableColumns<Home, Quarantine> COLUMNS =
      new TableColumns<>(
          "quarantine",
          Home.class,
          Quarantine.class,
          new Key.Word<>(Home::toString, number -> new Home(Long.parseLong(number))),
          List.of(
              Column.fixed(Column.text("name", Quarantine::name)),
              Column.text("state", row -> row.state().name().toLowerCase(Locale.ROOT)),
              Column.time("since", Quarantine::since)));

  private QuarantineColumns() {}
}
