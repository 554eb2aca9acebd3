package dev.continuo.server.submission;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Remembers how the configuration of each project was when a plan was last handed in, to tell when
 * it is another one. Safe for use by many threads.
 */
final class SeenConfigurations {
  /** Of more projects, the one that was seen first is forgotten. */
  private static final int PROJECTS_MAX = 1_000;

  private final Map<Path, Map<String, Integer>> hashes = new LinkedHashMap<>();

  /** What has changed since the last time, in words; nothing when it is the same, or the first. */
  synchronized Optional<String> changed(Path project, SortedMap<String, String> files) {
    var now = new LinkedHashMap<String, Integer>();
    files.forEach((path, text) -> now.put(path, text.hashCode()));
    var before = hashes.put(project, now);
    if (hashes.size() > PROJECTS_MAX) {
      hashes.keySet().remove(hashes.keySet().iterator().next());
    }
    if (before == null || before.equals(now)) {
      return Optional.empty();
    }
    var different = new TreeSet<>(before.keySet());
    different.addAll(now.keySet());
    different.removeIf(path -> Objects.equals(before.get(path), now.get(path)));
    return Optional.of(
        "the configuration of "
            + project
            + " has changed, it holds for runs from now on: "
            + String.join(", ", different));
  }
}
