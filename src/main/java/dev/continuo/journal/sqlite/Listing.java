package dev.continuo.journal.sqlite;

import dev.continuo.engine.Row;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.columns.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A {@link RowQuery} in SQL. */
final class Listing<K, R extends Row> {
  private final RowQuery<K, R> query;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  private Listing(RowQuery<K, R> query) {
    this.query = query;
    var key = query.key();
    if (key != null) {
      is("key = ?", query.table().key().toColumn(key));
    }
    query.home().ifPresent(this::inHome);
    query.where().forEach(this::where);
    var after = query.after();
    if (after != null) {
      after(after);
    }
  }

  /** The first {@code max} rows that the query asks for. */
  static <K, R extends Row> List<RowQuery.Found<R>> read(
      Connection connection, Codec codec, RowQuery<K, R> query, int max) throws SQLException {
    var listing = new Listing<>(query);
    var table = query.table();
    try (var select = connection.prepareStatement(listing.sql(max))) {
      for (int i = 0; i < listing.parameters.size(); i++) {
        select.setObject(i + 1, listing.parameters.get(i));
      }
      try (var found = select.executeQuery()) {
        var rows = new ArrayList<RowQuery.Found<R>>();
        while (found.next()) {
          var entry = new Codec.Entry(table.table(), found.getInt(2), found.getString(3));
          rows.add(
              new RowQuery.Found<>(
                  key(table.key(), found.getObject(1)), codec.row(table.rowType(), entry)));
        }
        return rows;
      }
    }
  }

  private static Object key(Key<?> key, Object stored) {
    return switch (key) {
      case Key.Whole<?> _ -> ((Number) stored).longValue();
      case Key.Word<?> _ -> stored;
    };
  }

  private void is(String condition, Object... values) {
    conditions.add(condition);
    parameters.addAll(List.of(values));
  }

  private void inHome(long home) {
    switch (query.table().key()) {
      case Key.Whole<K> whole -> {
        var first = home << whole.homeBits();
        is("key BETWEEN ? AND ?", first, first + (1L << whole.homeBits()) - 1);
      }
      case Key.Word<K> _ -> is("home = ?", home);
    }
  }

  private void where(RowQuery.Condition<R> condition) {
    var values = condition.anyOf().stream().map(Translation::value).toArray();
    var marks = condition.anyOf().stream().map(_ -> "?").collect(Collectors.joining(", "));
    is("%s IN (%s)".formatted(Translation.name(condition.column()), marks), values);
  }

  private void after(RowQuery.Cursor cursor) {
    var sign =
        switch (query.order().direction()) {
          case ASCENDING -> ">";
          case DESCENDING -> "<";
        };
    var by = query.order().by();
    var value = cursor.value();
    if (by == null || value == null) {
      is("key " + sign + " ?", cursor.key());
    } else {
      is(
          "(%s, key) %s (?, ?)".formatted(Translation.name(by), sign),
          Translation.value(value),
          cursor.key());
    }
  }

  private String sql(int max) {
    var direction =
        switch (query.order().direction()) {
          case ASCENDING -> "";
          case DESCENDING -> " DESC";
        };
    var by = query.order().by();
    var order = (by == null ? "" : Translation.name(by) + direction + ", ") + "key" + direction;
    return "SELECT key, version, body FROM %s WHERE %s ORDER BY %s LIMIT %s"
        .formatted(
            Translation.table(query.table()),
            conditions.isEmpty() ? "true" : String.join(" AND ", conditions),
            order,
            max);
  }
}
