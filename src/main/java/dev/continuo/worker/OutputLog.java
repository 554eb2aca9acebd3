package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The output of one turn, which its processes append to while it is read and cut. */
final class OutputLog {

  static final int LAST_LINES_MAX = 20;
  static final Bytes LAST_LINES_BYTES_MAX = Bytes.kibibytes(8);

  private OutputLog() {}

  /** The last lines, invalid UTF-8 replaced; empty when nothing was written. */
  static String lastLines(Path log) {
    if (!Files.isRegularFile(log)) {
      // a pipe in its place would be waited for
      return "";
    }
    try (var file = FileChannel.open(log)) {
      long size = file.size();
      long from = Math.max(0, size - LAST_LINES_BYTES_MAX.count());
      var text = new String(read(file, from, size), UTF_8);
      var lines = text.lines().toList();
      boolean cut = from > 0 && lines.size() > 1;
      int first = Math.max(cut ? 1 : 0, lines.size() - LAST_LINES_MAX);
      return String.join("\n", lines.subList(first, lines.size()));
    } catch (NoSuchFileException _) {
      return "";
    } catch (IOException e) {
      return "[continuo: the output cannot be read, %s]".formatted(e.getMessage());
    }
  }

  /**
   * Cuts the middle out of a log that is larger than allowed: half of what may stay is the head, a
   * quarter the newest part, so that the next cut is a while away. The writers append, so they go
   * on at the new end; what they write in the few microseconds between the last copy and the cut is
   * lost.
   */
  static void cut(Path log, Bytes max) {
    try {
      if (!Files.exists(log) || Files.size(log) <= max.count()) {
        return;
      }
      try (var file = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        cut(file, max.count() / 2, max.count() / 4);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void cut(FileChannel file, long head, long tail) throws IOException {
    long from = file.size() - tail;
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

  private static long write(FileChannel file, long at, ByteBuffer bytes) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += file.write(bytes, to);
    }
    return to - at;
  }

  private static byte[] read(FileChannel file, long from, long to) throws IOException {
    var bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = file.read(bytes, from + bytes.position());
    }
    return java.util.Arrays.copyOf(bytes.array(), bytes.position());
  }
}
