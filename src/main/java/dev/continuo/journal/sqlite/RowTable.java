package dev.continuo.journal.sqlite;

import dev.continuo.engine.Change;
import dev.continuo.engine.Row;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.columns.Column;
import dev.continuo.journal.columns.Key;
import dev.continuo.journal.columns.TableColumns;
import dev.continuo.task.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes and loads the rows of one table, on the writer's connection. */
final class RowTable<K extends Comparable<K>, R extends Row> implements AutoCloseable {
  private final TableColumns<K, R> columns;
  private final Codec codec;
  private final PreparedStatement upsert;
  private final PreparedStatement delete;
  private final PreparedStatement ofHome;

  RowTable(TableColumns<K, R> columns, Codec codec, Connection connection) throws SQLException {
    this.columns = columns;
    this.codec = codec;
    upsert = connection.prepareStatement(upsert(columns));
    delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE key = ?".formatted(Translation.table(columns)));
    ofHome =
        connection.prepareStatement(
            "SELECT key, version, body FROM %s WHERE %s ORDER BY key"
                .formatted(Translation.table(columns), Translation.inHome(columns.key(), "?1")));
  }

  /** The columns that are written, in the order of the statement's parameters. */
  static List<String> written(TableColumns<?, ?> columns) {
    var names = new ArrayList<>(List.of("key", "live", "version"));
    columns.columns().forEach(column -> names.add(Translation.name(column)));
    names.add("body");
    if (columns.key() instanceof Key.Word<?>) {
      names.add("home");
    }
    return names;
  }

  private static <K, R> String upsert(TableColumns<K, R> columns) {
    var names = written(columns);
    var updated = new ArrayList<>(List.of("live", "version", "body"));
    columns.columns().stream()
        .filter(column -> column.change() == Column.Change.MAYBE)
        .forEach(column -> updated.add(Translation.name(column)));
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (key) DO UPDATE SET %s"
        .formatted(
            Translation.table(columns),
            String.join(", ", names),
            names.stream().map(_ -> "?").collect(Collectors.joining(", ")),
            updated.stream()
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ")));
  }

  TableColumns<K, R> columns() {
    return columns;
  }

  /** Adds a row of this table to those that {@link #flush} writes or deletes. */
  void write(Change<?, ?> change) throws SQLException {
    var value = columns.key().toColumn(columns.keyType().cast(change.key()));
    var after = change.after();
    if (after == null) {
      delete.setObject(1, value);
      delete.addBatch();
    } else {
      write(change, value, columns.rowType().cast(after));
    }
  }

  private void write(Change<?, ?> change, Object value, R row) throws SQLException {
    var home = home(change);
    var entry = codec.entry(columns.table(), row);
    int i = 1;
    upsert.setObject(i++, value);
    upsert.setInt(i++, row.live() ? 1 : 0);
    upsert.setInt(i++, entry.version());
    for (var column : columns.columns()) {
      upsert.setObject(i++, Translation.value(column, row));
    }
    upsert.setString(i++, entry.body());
    switch (columns.key()) {
      case Key.Word<K> _ -> upsert.setLong(i, home);
      case Key.Whole<K> whole -> {
        if ((long) value >> whole.homeBits() != home) {
          throw new IllegalStateException(
              "bug: " + columns.table() + " " + value + " is not at home");
        }
      }
    }
    upsert.addBatch();
  }

  private static <K extends Comparable<K>> long home(Change<K, ?> change) {
    return change.table().schema().home().applyAsLong(change.key());
  }

  void flush() throws SQLException {
    upsert.executeBatch();
    delete.executeBatch();
  }

  /** Forgets what was added and not written. */
  void clear() {
    try {
      upsert.clearBatch();
      delete.clearBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("bug: " + e.getMessage(), e);
    }
  }

  List<Loaded<K, R>> load(long home) throws SQLException {
    ofHome.setLong(1, home);
    try (var rows = ofHome.executeQuery()) {
      var loaded = new ArrayList<Loaded<K, R>>();
      while (rows.next()) {
        loaded.add(parse(raw(rows)));
      }
      return loaded;
    }
  }

  /** A row as it stands in the file. */
  record Raw(Object key, int version, String body) {}

  static Raw raw(ResultSet row) throws SQLException {
    return new Raw(row.getObject(1), row.getInt(2), row.getString(3));
  }

  /** Needs nothing of the connection, so any thread may do it. */
  Loaded<K, R> parse(Raw raw) {
    var entry = new Codec.Entry(columns.table(), raw.version, raw.body);
    try {
      return new Loaded<>(columns.key().fromColumn(raw.key), codec.row(columns.rowType(), entry));
    } catch (StoreRefused unreadable) {
      throw named(unreadable, raw);
    }
  }

  /** With the row's key, and the run that it belongs to. */
  private StoreRefused named(StoreRefused unreadable, Raw raw) {
    if (unreadable.refused().why() != StoreRefusal.ENTRY_UNREADABLE
        || !(columns.key() instanceof Key.Whole<K> whole)) {
      return unreadable;
    }
    return new StoreRefused(
        StoreRefusal.ROW_UNREADABLE,
        unreadable
            .refused()
            .facts()
            .and("key", whole.fromColumn(raw.key))
            .and("run", new RunId(((Number) raw.key).longValue() >> whole.homeBits())),
        unreadable);
  }

  /** A row on its way into memory. */
  record Loaded<K extends Comparable<K>, R extends Row>(K key, R row) {
    void into(Tables tables, Table<K, R> table) {
      tables.load(table, key, row);
    }
  }

  @Override
  public void close() throws SQLException {
    upsert.close();
    delete.close();
    ofHome.close();
  }
}
