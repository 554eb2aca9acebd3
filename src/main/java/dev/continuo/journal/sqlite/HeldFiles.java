package dev.continuo.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store as they were when it was opened. SQLite goes on with a file that somebody
 * deletes, and what it writes from then on is gone with the process.
 */
final class HeldFiles {
  private record Held(Path file, @Nullable Object key) {}

  private final List<Held> all;

  /** Of a store that is open already. */
  HeldFiles(Path store) {
    all =
        List.of(store, store.resolveSibling(store.getFileName() + "-wal")).stream()
            .map(file -> new Held(file, key(file)))
            .toList();
  }

  /** The name of one that is no longer the one that is in use. */
  Optional<String> gone() {
    return all.stream()
        .filter(held -> !Objects.equals(held.key, key(held.file)))
        .map(held -> String.valueOf(held.file.getFileName()))
        .findFirst();
  }

  private static @Nullable Object key(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException absent) {
      return null;
    }
  }
}
