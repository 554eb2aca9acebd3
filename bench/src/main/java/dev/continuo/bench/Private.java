package dev.continuo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders for nobody else's eyes, as a server wants its own. */
final class Private {
  private Private() {}

  /** Makes the folder where it is missing. */
  static void folder(Path folder) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(folder, owner);
  }
}
