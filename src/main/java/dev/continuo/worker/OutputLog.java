package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The output of one turn, which its processes append to while it is read and cut. */
final class OutputLog {

  private OutputLog() {}

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
}
