package dev.continuo.journal.columns;

import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * How a table's keys are stored: as a {@code Long} or a {@code String}, in the same order. Keys of
 * {@link dev.continuo.engine.Alone} rows are words, written as their schema writes them.
 */
public sealed interface Key<K> {
  Object toColumn(K key);

  K fromColumn(Object value);

  /**
   * A whole number.
   *
   * @param homeBits the home is the number without so many of its lower bits, so that a home's rows
   *     are one range
   */
  record Whole<K>(int homeBits, ToLongFunction<K> number, LongFunction<K> of) implements Key<K> {
    @Override
    public Object toColumn(K key) {
      return number.applyAsLong(key);
    }

    @Override
    public K fromColumn(Object value) {
      return of.apply(((Number) value).longValue());
    }
  }

  /** A text; the home stands in a column of its own. */
  record Word<K>(Function<K, String> text, Function<String, K> of) implements Key<K> {
    @Override
    public Object toColumn(K key) {
      return text.apply(key);
    }

    @Override
    public K fromColumn(Object value) {
      return of.apply((String) value);
    }
  }

  /** Keys that are texts already. */
  static Key<String> word() {
    return new Word<>(Function.identity(), Function.identity());
  }
}
