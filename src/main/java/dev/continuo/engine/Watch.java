package dev.continuo.engine;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a derived fact in step with a table. It is told each change of a row, and of each undone
 * change the reverse, so what it keeps must depend on the rows alone and not on how they came.
 */
@FunctionalInterface
public interface Watch<K, R> {
  /** {@code before} is null for a new or loaded row, {@code after} for one undone or evicted. */
  void changed(K key, @Nullable R before, @Nullable R after);
}
