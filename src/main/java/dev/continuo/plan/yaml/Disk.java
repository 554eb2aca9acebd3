package dev.continuo.plan.yaml;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/** Reads files of limited size, and says in words why it could not. */
final class Disk {
  private static final int TYPE = 0170000;
  private static final int PIPE = 0010000;

  /** Where a process finds what it was started with, such as the pipe of {@code <(command)}. */
  private static final List<Path> INHERITED =
      List.of(Path.of("/dev/fd"), Path.of("/dev/stdin"), Path.of("/proc/self/fd"));

  private Disk() {}

  /** The file's bytes, but never more than one above {@code max}. */
  static byte[] read(Path file, int max) throws IOException {
    var kind = Files.readAttributes(file, BasicFileAttributes.class);
    if (kind.isDirectory()) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    if (!kind.isRegularFile() && !inheritedPipe(file)) {
      // A pipe with a name may have nobody who ever writes to it, and a device has no end.
      throw new FileSystemException(file.toString(), null, "it is a device or a pipe");
    }
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(max + 1);
    }
  }

  private static boolean inheritedPipe(Path file) throws IOException {
    return INHERITED.stream().anyMatch(file::startsWith)
        && Files.getAttribute(file, "unix:mode") instanceof Integer mode
        && (mode & TYPE) == PIPE;
  }

  /** What its user can do about it. */
  static String hint(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "check the path, it is seen from the folder that you are in";
      case AccessDeniedException _ -> "ask its owner for it, or `chmod u+r` it";
      case FileSystemException _ -> "name a file";
      default -> "copy it, and try again with the copy";
    };
  }

  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission is denied";
      case FileSystemException system ->
          Objects.requireNonNullElse(system.getReason(), "the system gives no reason");
      default -> Objects.requireNonNullElse(failure.getMessage(), "the system gives no reason");
    };
  }
}
