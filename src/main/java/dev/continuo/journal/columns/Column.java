package dev.continuo.journal.columns;

import java.time.Instant;
import java.util.function.Function;

/**
 * A column that readers filter or sort by.
 *
 * @param of its value, of the class that {@code type} names
 */
public record Column<R>(String name, Type type, Change change, Function<R, ? extends Object> of) {
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
}
