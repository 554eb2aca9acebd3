package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What lies in a file that a turn's own processes can write to as well. Whatever they have put in
 * its place (a folder, a pipe, a link, a terabyte), reading it neither throws nor waits, and takes
 * no more room than it is allowed.
 */
sealed interface Evidence {

  /** There is no such file. */
  record Missing() implements Evidence {}

  /** There is something that cannot be what it should be. */
  record Unusable(String reason) implements Evidence {}

  /**
   * What was read of the file, invalid UTF-8 replaced.
   *
   * @param size of the whole file
   */
  record Text(String text, Bytes size) implements Evidence {}

  /** The file's first bytes, up to so many. */
  static Evidence read(Path file, Bytes max) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Missing();
    }
    if (!isFile(file)) {
      return new Unusable("it is not a file");
    }
    try (var channel = open(file)) {
      // by its position, which a pipe refuses
      var size = channel.size();
      var bytes = ByteBuffer.allocate((int) Math.min(max.count(), size));
      for (int count = 0; count >= 0 && bytes.hasRemaining(); ) {
        count = channel.read(bytes, bytes.position());
      }
      return new Text(new String(bytes.array(), 0, bytes.position(), UTF_8), new Bytes(size));
    } catch (NoSuchFileException _) {
      return new Missing();
    } catch (IOException _) {
      return new Unusable("it cannot be read");
    }
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * To be written to as well where that is allowed: should the file be a pipe by now, that waits
   * for nobody.
   */
  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(
          file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (AccessDeniedException readOnly) {
      if (!isFile(file)) {
        throw readOnly;
      }
      return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
