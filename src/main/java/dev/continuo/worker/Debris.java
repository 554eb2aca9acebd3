package dev.continuo.worker;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What lies where it must not stay, a file or whatever a turn has put in the place of one. */
final class Debris {

  private static final System.Logger LOG = System.getLogger(Debris.class.getName());

  private Debris() {}

  /** Removes it; what cannot be removed holds up nobody, and is tried again with its turn. */
  static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      removeAll(path);
    }
  }

  private static void removeAll(Path folder) {
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "worker: `{0}` cannot be removed, {1}", folder, e.getMessage());
    }
  }

  /** Follows no link. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
