package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The output of one turn, which its processes append to while it is read and cut. */
final class OutputLog {

  private static final System.Logger LOG = System.getLogger(OutputLog.class.getName());

  /** So far from where it would be, a cut is moved to the end of a line. */
  private static final Bytes LINE_MAX = Bytes.kibibytes(64);

  private OutputLog() {}

  /**
   * Cuts the middle out of a log that is larger than allowed: half of what may stay is the head, a
   * quarter the newest part, so that the next cut is a while away. The writers append, so they go
   * on at the new end; what they write in the few microseconds between the last copy and the cut is
   * lost. What the turn has put in the log's place, or has locked, is let be: the hard limit of
   * every file holds for it too.
   */
  static void cut(Path log, Bytes max) {
    if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      if (Files.size(log) <= max.count()) {
        return;
      }
      try (var file =
          FileChannel.open(
              log, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        cut(file, max.count() / 2, max.count() / 4);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "output `{0}`: cannot be cut, {1}", log, e.getMessage());
    }
  }

  /** Between lines if they are not too long: of half a secret nobody would know what it is. */
  private static void cut(FileChannel file, long headMax, long tailMax) throws IOException {
    long head = lastLineEnd(file, headMax);
    long from = nextLine(file, file.size() - tailMax, tailMax);
    var notice = "\n[continuo: %d bytes of output were cut here]\n".formatted(from - head);
    long to = head + write(file, head, ByteBuffer.wrap(notice.getBytes(UTF_8)));
    var buffer = ByteBuffer.allocate(1024 * 1024);
    for (int count = file.read(buffer, from); count > 0; count = file.read(buffer, from)) {
      from += count;
      to += write(file, to, buffer.flip());
      buffer.clear();
    }
    file.truncate(to);
  }

  private static long lastLineEnd(FileChannel file, long before) throws IOException {
    var bytes = ByteBuffer.allocate((int) Math.min(LINE_MAX.count(), before / 2));
    long start = before - bytes.capacity();
    for (int i = read(file, bytes, start) - 1; i >= 0; i--) {
      if (bytes.get(i) == '\n') {
        return start + i;
      }
    }
    return before;
  }

  private static long nextLine(FileChannel file, long from, long left) throws IOException {
    var bytes = ByteBuffer.allocate((int) Math.min(LINE_MAX.count(), left / 2));
    int count = read(file, bytes, from);
    for (int i = 0; i < count; i++) {
      if (bytes.get(i) == '\n') {
        return from + i + 1;
      }
    }
    return from;
  }

  private static int read(FileChannel file, ByteBuffer bytes, long from) throws IOException {
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = file.read(bytes, from + bytes.position());
    }
    return bytes.position();
  }

  private static long write(FileChannel file, long at, ByteBuffer bytes) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += file.write(bytes, to);
    }
    return to - at;
  }
}
