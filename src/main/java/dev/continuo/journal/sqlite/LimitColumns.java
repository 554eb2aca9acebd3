package dev.continuo.journal.sqlite;

import dev.continuo.dispatch.Limit;
import java.util.List;

/** The table {@code limit}. */
final class LimitColumns {
  static final TableColumns<String, Limit> COLUMNS =
      new TableColumns<>(
          "limit",
          String.class,
          Limit.class,
          Key.word(),
          List.of(Column.of("value", limit -> (long) limit.value())));

  private LimitColumns() {}
}
