package dev.continuo.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The server's own copy of the program, in its data folder: a rebuild does not touch it. */
final class ProgramCopy {
  private ProgramCopy() {}

  /** Brings the program into the folder, unless it is there already. */
  static void of(Path program, DataFolder home) throws IOException {
    if (isCopy(program, home.jar())) {
      return;
    }
    try {
      copy(program, home);
    } catch (FileSystemException e) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "data folder `"
              + home.path()
              + "`: cannot take a copy of the program, found `"
              + Objects.requireNonNullElse(e.getReason(), e.toString())
              + "`",
          "make room on its disk, then try again");
    }
  }

  private static boolean isCopy(Path program, Path copy) throws IOException {
    return Files.exists(copy)
        && Files.getLastModifiedTime(copy).equals(Files.getLastModifiedTime(program))
        && Files.mismatch(program, copy) < 0;
  }

  private static void copy(Path program, DataFolder home) throws IOException {
    var copy = Files.createTempFile(home.path(), "server", ".jar.new");
    try {
      // With its time, by which the JVM knows it again.
      Files.copy(
          program, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(copy, home.jar(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
