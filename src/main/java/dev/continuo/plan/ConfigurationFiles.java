package dev.continuo.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The files of a project that say how its plans are run. Paths are seen from its folder. */
public interface ConfigurationFiles {
  /** Where they are looked for; what an earlier folder says holds against a later one. */
  List<String> FOLDERS = List.of(".continuo", ".taskorchestrator");

  String SETTINGS = "/config.yaml";
  String MAPPING = "/agent-mapping.yaml";
  String HOOKS = "/hooks/";

  /** For whoever has none. */
  ConfigurationFiles NONE = of(Collections.emptySortedMap());

  /** The content of the file; null when there is none. */
  byte @Nullable [] find(String path) throws IOException;

  /** Whether there is such a file, and it can be executed. */
  boolean has(String path);

  /** Files that were read before, by path; of hooks, the content is left out. */
  static ConfigurationFiles of(SortedMap<String, String> files) {
    return new ConfigurationFiles() {
      @Override
      public byte @Nullable [] find(String path) {
        var file = files.get(path);
        return file == null ? null : file.getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public boolean has(String path) {
        return files.containsKey(path);
      }
    };
  }
}
