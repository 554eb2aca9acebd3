package dev.continuo.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The files of plans that other plans use. Paths are seen from the project's folder. */
public interface PlanFiles {
  /** For whoever has no files. */
  PlanFiles NONE = of(Collections.emptySortedMap());

  /**
   * The content of the file; null when there is none. The path has no {@code ..}, and what it names
   * nevertheless lies outside of the project is not read.
   */
  byte @Nullable [] find(String path) throws IOException;

  /** Files that were read before, by path. */
  static PlanFiles of(SortedMap<String, String> files) {
    return path -> {
      var file = files.get(path);
      return file == null ? null : file.getBytes(StandardCharsets.UTF_8);
    };
  }
}
