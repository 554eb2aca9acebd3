package dev.continuo.engine;

import java.util.List;

/** Rows leave the store when they have been kept for long enough. */
public sealed interface RetentionEvent extends Event {
  /**
   * These rows were deleted.
   *
   * @param keys in the form of {@link Alone#text}
   */
  record Forgotten(String table, List<String> keys) implements RetentionEvent {
    public Forgotten {
      keys = List.copyOf(keys);
    }
  }
}
