package dev.continuo.journal.sqlite;

import dev.continuo.engine.Request;
import java.util.List;

/** The table {@code request}. */
final class RequestColumns {
  static final TableColumns<String, Request> COLUMNS =
      new TableColumns<>(
          "request",
          String.class,
          Request.class,
          Key.word(),
          List.of(Column.of("answered_ns", request -> TableColumns.nanos(request.at()))));

  private RequestColumns() {}
}
