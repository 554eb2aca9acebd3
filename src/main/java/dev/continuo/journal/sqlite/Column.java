package dev.continuo.journal.sqlite;

import java.util.function.Function;

/**
 * A column that readers filter or sort by.
 *
 * @param of its value, a {@code Long} or a {@code String}
 */
record Column<R>(String name, Change change, Function<R, Object> of) {
  /** Whether an update of the row can change the column; what cannot is not written again. */
  enum Change {
    NEVER,
    MAYBE
  }

  static <R> Column<R> fixed(String name, Function<R, Object> of) {
    return new Column<>(name, Change.NEVER, of);
  }

  static <R> Column<R> of(String name, Function<R, Object> of) {
    return new Column<>(name, Change.MAYBE, of);
  }
}
