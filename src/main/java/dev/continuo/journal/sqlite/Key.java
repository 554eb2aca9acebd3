package dev.continuo.journal.sqlite;

import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** How the keys of a table stand in its column {@code key}, in the same order. */
sealed interface Key<K> {
  Object toColumn(K key);

  K fromColumn(Object value);

  /** The condition that selects the rows of a home, which is the statement's only parameter. */
  String inHome();

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

    @Override
    public String inHome() {
      return "key BETWEEN ?1 << %1$d AND (?1 << %1$d) + %2$d"
          .formatted(homeBits, (1L << homeBits) - 1);
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

    @Override
    public String inHome() {
      return "home = ?1";
    }
  }

  /** Keys that are texts already. */
  static Key<String> word() {
    return new Word<>(Function.identity(), Function.identity());
  }
}
