package dev.continuo.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may use a file or a folder, as {@code ls} writes it. */
public record FileMode(String text) {
  private static final String NO_OTHERS = "------";

  public static FileMode of(Path file) throws IOException {
    return new FileMode(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  /** Whether nobody but the owner may use it in any way. */
  public boolean ownersAlone() {
    return text.endsWith(NO_OTHERS);
  }

  @Override
  public String toString() {
    return text;
  }
}
