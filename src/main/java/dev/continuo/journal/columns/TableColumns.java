package dev.continuo.journal.columns;

import java.util.List;

/** What the columns of one table hold, beside its home, liveness and the record itself. */
public record TableColumns<K, R>(
    String table, Class<K> keyType, Class<R> rowType, Key<K> key, List<Column<R>> columns) {
  public TableColumns {
    columns = List.copyOf(columns);
  }

  /** Whether its rows say until when they are kept. */
  public boolean expires() {
    return columns.stream().anyMatch(column -> column.name().equals(Column.KEPT_UNTIL));
  }

  /** The column of this name; a name that the table does not have is a bug. */
  public Column<R> column(String name) {
    for (var column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw new IllegalArgumentException("bug: the table `" + table + "` has no column " + name);
  }
}
