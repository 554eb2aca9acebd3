package dev.continuo.cli;

import java.util.Optional;
import java.util.function.IntSupplier;

/** What this process's streams are shown on. */
interface Terminal {
  /** Whether standard error is a terminal that may be drawn on. */
  boolean drawable();

  /** The size of the terminal that standard error is. */
  Board.Size size();

  /**
   * Begins to find out how wide a line on standard output may be: as its terminal, else {@link
   * Tables#WIDTH}. There is time for something else until the supplier is asked.
   */
  IntSupplier columns();

  /**
   * A line that somebody types after {@code prompt}, and that is not shown; empty where nobody
   * types, or it cannot be hidden.
   */
  Optional<String> hidden(String prompt);

  /** Calls {@code resized} after each change of the size, for the rest of the process. */
  void onResize(Runnable resized);
}
