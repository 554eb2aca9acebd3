package dev.continuo.engine;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What the kernel and a journal must know of a table.
 *
 * @param name the table's name, in the vocabulary, singular
 * @param key the type of the keys
 * @param row the type of the records
 * @param home the home of a key. Rows are loaded and evicted home by home: {@link #EVERYWHERE} is
 *     always in memory, a positive number is a run, and {@link Alone} gives each row its own
 * @param wake the command that a due row becomes
 */
public record Schema<K extends Comparable<K>, R extends Row>(
    String name,
    Class<K> key,
    Class<R> row,
    ToLongFunction<K> home,
    Function<K, ? extends Command> wake) {
  /** The home that is always in memory. */
  public static final long EVERYWHERE = 0;

  /** Whether each row has a home of its own. */
  public boolean isAlone() {
    return home instanceof Alone<K>;
  }

  /** How the keys of a table are written whose rows have homes of their own. */
  Alone<K> alone() {
    if (home instanceof Alone<K> alone) {
      return alone;
    }
    throw new IllegalStateException("bug: the rows of `" + name + "` are not alone");
  }
}
