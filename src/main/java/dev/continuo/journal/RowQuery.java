package dev.continuo.journal;

import dev.continuo.engine.Row;
import dev.continuo.journal.columns.Column;
import dev.continuo.journal.columns.Key;
import dev.continuo.journal.columns.TableColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question for the rows of one table, by the columns that are described for it: the one way in
 * which REST, command line and pages list anything.
 *
 * @param key only the row with this key; null for all
 * @param home only the rows of this home; empty for all
 * @param where what must hold of the rows, all of it
 * @param after where the page before ended; null for the first page
 * @param limit how many rows a page has at most, 1 to {@link Reader#ROWS_MAX}
 */
public record RowQuery<K, R extends Row>(
    TableColumns<K, R> table,
    @Nullable K key,
    OptionalLong home,
    List<Condition<R>> where,
    Order<R> order,
    @Nullable Cursor after,
    int limit) {

  /** The value of a column is one of these. */
  public record Condition<R>(Column<R> column, Set<Object> anyOf) {
    public Condition {
      anyOf = Set.copyOf(anyOf);
      if (!anyOf.stream().allMatch(column.type().value()::isInstance)) {
        throw new IllegalArgumentException(
            "bug: column " + column.name() + " is compared with " + anyOf);
      }
    }
  }

  /** Which end of the order comes first. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /**
   * The order of the rows.
   *
   * @param by the column that they are sorted by, and then by their keys; null for the keys alone
   */
  public record Order<R>(@Nullable Column<R> by, Direction direction) {}

  /**
   * The place of a row in an order.
   *
   * @param value of the column that the rows are sorted by; null when the keys alone sort them
   * @param key as {@link Key#toColumn} gives it
   */
  public record Cursor(@Nullable Object value, Object key) {
    private static final Pattern WITH_VALUE =
        Pattern.compile("([0-9]{1,5})\\.(.*)", Pattern.DOTALL);

    /** A text that {@link RowQuery#after(String)} understands. */
    public String text() {
      var text = value instanceof Instant at ? at.toString() : String.valueOf(value);
      return value == null ? key.toString() : text.length() + "." + text + key;
    }
  }

  /**
   * Some rows.
   *
   * @param next what to hand to {@link RowQuery#after(String)} for the rows that follow; empty when
   *     these are the last
   */
  public record Page<R>(List<R> rows, Optional<String> next) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  public RowQuery {
    where = List.copyOf(where);
    if (limit < 1 || limit > Reader.ROWS_MAX) {
      throw new IllegalArgumentException("bug: a page of " + limit + " rows");
    }
  }

  /** All rows in the order of their keys. */
  public static <K, R extends Row> RowQuery<K, R> of(TableColumns<K, R> table) {
    var order = new Order<R>(null, Direction.ASCENDING);
    return new RowQuery<>(
        table, null, OptionalLong.empty(), List.of(), order, null, Reader.ROWS_MAX);
  }

  /** Only the row with this key. */
  public RowQuery<K, R> key(K only) {
    return new RowQuery<>(table, only, home, where, order, after, limit);
  }

  /** Only rows of this home. */
  public RowQuery<K, R> in(long only) {
    return new RowQuery<>(table, key, OptionalLong.of(only), where, order, after, limit);
  }

  /** Only rows of which the column has one of these values; with none, any value will do. */
  public RowQuery<K, R> where(String column, Collection<?> anyOf) {
    if (anyOf.isEmpty()) {
      return this;
    }
    var conditions = new ArrayList<>(where);
    conditions.add(new Condition<>(table.column(column), Set.copyOf(anyOf)));
    return new RowQuery<>(table, key, home, conditions, order, after, limit);
  }

  /** Sorted by the keys. Comes before {@link #after}. */
  public RowQuery<K, R> by(Direction direction) {
    return new RowQuery<>(table, key, home, where, new Order<>(null, direction), null, limit);
  }

  /** Sorted by a column. Comes before {@link #after}. */
  public RowQuery<K, R> by(String column, Direction direction) {
    if (column.equals(Column.KEPT_UNTIL)) {
      throw new IllegalArgumentException("bug: not every row has a value to sort by");
    }
    var order = new Order<>(table.column(column), direction);
    return new RowQuery<>(table, key, home, where, order, null, limit);
  }

  public RowQuery<K, R> limit(int rows) {
    return new RowQuery<>(table, key, home, where, order, after, rows);
  }

  /** The rows that follow this key, of an order by keys alone. */
  public RowQuery<K, R> after(K last) {
    if (order.by != null) {
      throw new IllegalStateException("bug: the order of " + table.table() + " is not by keys");
    }
    return after(new Cursor(null, table.key().toColumn(last)));
  }

  /** The rows that follow a page; empty when the text was not made by a query of this order. */
  public Optional<RowQuery<K, R>> after(String cursor) {
    return parsed(cursor).map(this::after);
  }

  private RowQuery<K, R> after(Cursor cursor) {
    return new RowQuery<>(table, key, home, where, order, cursor, limit);
  }

  private Optional<Cursor> parsed(String text) {
    try {
      if (order.by == null) {
        return Optional.of(new Cursor(null, keyOf(text)));
      }
      var parts = Cursor.WITH_VALUE.matcher(text);
      if (!parts.matches()) {
        return Optional.empty();
      }
      var length = Integer.parseInt(parts.group(1));
      var value = parts.group(2).substring(0, length);
      return Optional.of(
          new Cursor(valueOf(order.by.type(), value), keyOf(parts.group(2).substring(length))));
    } catch (NumberFormatException | IndexOutOfBoundsException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private Object keyOf(String text) {
    return switch (table.key()) {
      case Key.Whole<K> _ -> Long.parseLong(text);
      case Key.Word<K> _ -> text;
    };
  }

  private static Object valueOf(Column.Type type, String text) {
    return switch (type) {
      case NUMBER -> Long.parseLong(text);
      case TEXT -> text;
      case TIME -> Instant.parse(text);
    };
  }

  /** The page of these rows, which are one more than the limit when others follow. */
  public Page<R> page(List<Found<R>> found) {
    if (found.size() <= limit) {
      return new Page<>(found.stream().map(Found::row).toList(), Optional.empty());
    }
    var rows = found.subList(0, limit);
    var last = rows.getLast();
    var value = order.by == null ? null : order.by.of().apply(last.row);
    return new Page<>(
        rows.stream().map(Found::row).toList(), Optional.of(new Cursor(value, last.key).text()));
  }

  /**
   * A row that was found.
   *
   * @param key as {@link Key#toColumn} gives it
   */
  public record Found<R>(Object key, R row) {}
}
