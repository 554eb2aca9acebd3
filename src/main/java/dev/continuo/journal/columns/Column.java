package dev.continuo.journal.columns;

import dev.continuo.engine.Row;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column that readers filter or sort by.
 *
 * @param of its value, of the class that {@code type} names
 */
public record Column<R>(
    String name, Type type, Change change, Function<R, ? extends @Nullable Object> of) {
  /** The column that each table of {@link dev.continuo.engine.Alone} rows must have. */
  public static final String KEPT_UNTIL = "kept_until";

  /** What a column holds. */
  public enum Type {
    NUMBER(Long.class),
    TEXT(String.class),
    TIME(Instant.class);

    private final Class<?> value;

    Type(Class<?> value) {
      this.value = value;
    }

    /** The class of the column's values. */
    public Class<?> value() {
      return value;
    }
  }

  /** Whether an update of the row can change the column; what cannot is not written again. */
  public enum Change {
    NEVER,
    MAYBE
  }

  public static <R> Column<R> number(String name, Function<R, Long> of) {
    return new Column<>(name, Type.NUMBER, Change.MAYBE, of);
  }

  public static <R> Column<R> text(String name, Function<R, String> of) {
    return new Column<>(name, Type.TEXT, Change.MAYBE, of);
  }

  public static <R> Column<R> time(String name, Function<R, Instant> of) {
    return new Column<>(name, Type.TIME, Change.MAYBE, of);
  }

  /** The same column, of which every version of a row has the same value. */
  public static <R> Column<R> fixed(Column<R> column) {
    return new Column<>(column.name, column.type, Change.NEVER, column.of);
  }

  /** When the row may be deleted; nothing as long as it is live, or when it is kept for ever. */
  public static <R extends Row> Column<R> keptUntil() {
    return new Column<>(KEPT_UNTIL, Type.TIME, Change.MAYBE, Column::keptUntil);
  }

  private static @Nullable Instant keptUntil(Row row) {
    return row.live() ? null : row.keptUntil().orElse(null);
  }
}
