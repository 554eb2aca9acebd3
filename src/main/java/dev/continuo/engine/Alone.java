package dev.continuo.engine;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The home of rows that live and leave one by one: each key has a home of its own, which is in
 * memory as long as its row is {@link Row#live} and is loaded again only when somebody asks for the
 * key. Pass it to a {@link Schema} as its home.
 *
 * <p>The homes are negative. Two keys of one home would do no harm: they would be loaded and
 * evicted together.
 *
 * @param table the name of the table, so that equal keys of two tables have two homes
 * @param text the key in a form that never changes, because stored homes are derived from it
 * @param of the key of such a text
 */
public record Alone<K>(String table, Function<K, String> text, Function<String, K> of)
    implements ToLongFunction<K> {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** For keys that are texts already. */
  public static Alone<String> words(String table) {
    return new Alone<>(table, Function.identity(), Function.identity());
  }

  /**
   * FNV-1a, 64 bits, of which the sign is always set: <a
   * href="http://isthe.com/chongo/tech/comp/fnv/">source</a>.
   */
  @Override
  public long applyAsLong(K key) {
    return mixed(mixed(FNV_OFFSET, table + " "), text.apply(key)) | Long.MIN_VALUE;
  }

  private static long mixed(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
