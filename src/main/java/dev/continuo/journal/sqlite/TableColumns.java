package dev.continuo.journal.sqlite;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the columns of one table hold, beside {@code live}, {@code version} and {@code body}. */
record TableColumns<K, R>(
    String table, Class<K> keyType, Class<R> rowType, Key<K> key, List<Column<R>> columns) {
  TableColumns {
    columns = List.copyOf(columns);
  }

  /**
   * All tables that this version knows; a feature with another brings it a migration and a line.
   */
  static List<TableColumns<?, ?>> all() {
    return List.of(
        RequestColumns.COLUMNS,
        QuarantineColumns.COLUMNS,
        TaskColumns.COLUMNS,
        RunColumns.COLUMNS,
        LimitColumns.COLUMNS,
        GateColumns.COLUMNS);
  }

  /** Nanoseconds since 1970: exact, in order, until the year 2262. */
  static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }
}
