package dev.continuo.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An immutable record of a feature's state, stored and queried exactly as it is.
 *
 * <p>Its methods are functions of the record alone.
 */
public interface Row {
  /** When the row's own feature should be given its wake command. */
  default Due due() {
    return Due.NEVER;
  }

  /** What must be true outside while this row stands. */
  default List<Effect> wants() {
    return List.of();
  }

  /** Whether the row's home must be in memory; a home without a live row is evicted. */
  default boolean live() {
    return false;
  }

  /**
   * Until when an {@link Alone} row is kept once it is no longer live; then the kernel deletes it.
   * Empty for a row that is kept for ever.
   */
  default Optional<Instant> keptUntil() {
    return Optional.empty();
  }
}
