package dev.continuo.journal.sqlite;

import dev.continuo.journal.columns.Column;
import dev.continuo.journal.columns.Key;
import dev.continuo.journal.columns.TableColumns;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** How the described tables, columns and keys stand in SQLite. */
final class Translation {
  private Translation() {}

  static String table(TableColumns<?, ?> columns) {
    return '"' + columns.table() + '"';
  }

  /** The column's name, with the unit of a time. */
  static String name(Column<?> column) {
    return switch (column.type()) {
      case NUMBER, TEXT -> column.name();
      case TIME -> column.name() + "_ns";
    };
  }

  static <R> Object value(Column<R> column, R row) {
    return value(column.of().apply(row));
  }

  /** A value of a column as it is stored. */
  static Object value(Object value) {
    return value instanceof Instant at ? nanos(at) : value;
  }

  /** Nanoseconds since 1970: exact, in order, until the year 2262. */
  static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  /** The condition that selects the rows of a home, which is the statement's first parameter. */
  static String inHome(Key<?> key) {
    return switch (key) {
      case Key.Whole<?> whole ->
          "key BETWEEN ?1 << %1$d AND (?1 << %1$d) + %2$d"
              .formatted(whole.homeBits(), (1L << whole.homeBits()) - 1);
      case Key.Word<?> _ -> "home = ?1";
    };
  }
}
