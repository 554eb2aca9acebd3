package dev.continuo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Replays the log of a data folder that no server uses. */
public interface Rebuild {
  Report rebuild(Path home, Mode mode) throws IOException;

  /** What is done with the rows that the replay leads to. */
  enum Mode {
    /** They take the place of the stored ones. */
    REPLACE,
    /** They are compared with the stored ones, nothing is written. */
    VERIFY
  }

  /**
   * What a replay found.
   *
   * @param events how many were replayed, for a replacement
   * @param differences of a comparison: the first row that is not as the log says
   */
  record Report(long events, List<String> differences) {
    public Report {
      differences = List.copyOf(differences);
    }
  }
}
