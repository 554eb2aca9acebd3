package dev.continuo.plan.yaml;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agents that are there without a definition in the project. */
final class BuiltInAgents {
  static final List<String> NAMES =
      List.of(
          "architecture-guardian",
          "codebase-cleaner",
          "comment-cleaner",
          "fastapi-backend-expert",
          "pytest-test-master",
          "react-frontend-architect");

  private BuiltInAgents() {}

  /** The definition of this name; null when there is none. */
  static byte @Nullable [] find(String name) throws IOException {
    if (!NAMES.contains(name)) {
      return null;
    }
    try (var file = BuiltInAgents.class.getResourceAsStream("agents/" + name + ".yml")) {
      if (file == null) {
        throw new IllegalStateException("bug: agent " + name + " is not in the jar");
      }
      return file.readAllBytes();
    }
  }
}
