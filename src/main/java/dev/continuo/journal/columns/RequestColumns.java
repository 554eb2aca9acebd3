package dev.continuo.journal.columns;

import dev.continuo.engine.Request;
import java.util.List;

/** The table {@code request}. */
public final class RequestColumns {
  public static final TableColumns<String, Request> COLUMNS =
      new TableColumns<>(
          "request", String.class, Request.class, Key.word(), List.of(Column.keptUntil()));

  private RequestColumns() {}
}
