package dev.continuo.journal.columns;

import dev.continuo.dispatch.Limit;
import java.util.List;

/** The table {@code limit}. */
public final class LimitColumns {
  public static final TableColumns<String, Limit> COLUMNS =
      new TableColumns<>(
          "limit",
          String.class,
          Limit.class,
          Key.word(),
          List.of(Column.number("value", limit -> (long) limit.value())));

  private LimitColumns() {}
}
