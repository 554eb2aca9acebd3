package dev.continuo.operation;

import dev.continuo.journal.Journal;

/** How much of its limits the engine uses just now: a question that no committed row answers. */
@FunctionalInterface
public interface Usage {
  /** Living attempts of the whole store, and how many there may be. */
  record Attempts(int limit, int used) {}

  /** Throws {@link Journal.Unavailable} when the engine is stopping. */
  Attempts attempts();
}
