package dev.continuo.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The files that say which command an agent is: {@code .continuo/agents/NAME.yml}. */
public interface AgentDefinitions {
  /** The folder of all definitions, seen from the project's. */
  String FOLDER = ".continuo/agents";

  /**
   * The content of the file of this name; null when there is none. The name is a plain one and
   * leads out of no folder.
   */
  byte @Nullable [] find(String name) throws IOException;

  /** The names of all definitions, for suggestions. */
  List<String> names();

  /** The definition's path, seen from the project's folder. */
  static String path(String name) {
    return FOLDER + "/" + name + ".yml";
  }

  /** Definitions that stand in no file, by name. */
  static AgentDefinitions of(SortedMap<String, String> files) {
    return new AgentDefinitions() {
      @Override
      public byte @Nullable [] find(String name) {
        var file = files.get(name);
        return file == null ? null : file.getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public List<String> names() {
        return List.copyOf(files.keySet());
      }
    };
  }
}
