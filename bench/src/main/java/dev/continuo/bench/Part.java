package dev.continuo.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What one process measures.
 *
 * @param java flags of its JVM
 */
record Part(String name, List<String> java, Measurement measurement) {
  Part(String name, Measurement measurement) {
    this(name, List.of(), measurement);
  }

  /** Where a part works, and what the parts of the row before it have measured. */
  record Place(Path folder, List<Figure> before, String postgres, Length length) {}

  /** How long is measured. */
  enum Length {
    /** As long as a figure needs to be worth something. */
    WHOLE,
    /** Seconds: whether there would be a figure. */
    SHORTEST;

    int of(int whole, int shortest) {
      return this == WHOLE ? whole : shortest;
    }
  }

  /** Measures, and may fail in any way that its subjects do. */
  @FunctionalInterface
  interface Measurement {
    List<Figure> measure(Place place) throws Exception;
  }
}
