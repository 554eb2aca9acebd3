package dev.continuo.journal.sqlite;

import dev.continuo.journal.columns.Column;
import dev.continuo.journal.columns.Key;
import dev.continuo.journal.columns.TableColumns;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

  static <R> @Nullable Object value(Column<R> column, R row) {
    var value = column.of().apply(row);
    return value == null ? null : value(value);
  }

  /** A value of a column as it is stored. */
  static Object value(Object value) {
    return value instanceof Instant at ? nanos(at) : value;
  }

  /** Nanoseconds since 1970: exact, in order, until the year 2262. */
  static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  /**
   * The condition that selects the rows of the home that {@code home} stands for. Homes of rows
   * that are alone are negative and have all 64 bits, so that they must not be shifted.
   */
  static String inHome(Key<?> key, String home) {
    return switch (key) {
      case Key.Whole<?> whole ->
          "%1$s >= 0 AND key BETWEEN %1$s << %2$d AND (%1$s << %2$d) + %3$d"
              .formatted(home, whole.homeBits(), (1L << whole.homeBits()) - 1);
      case Key.Word<?> _ -> "home = " + home;
    };
  }
}
