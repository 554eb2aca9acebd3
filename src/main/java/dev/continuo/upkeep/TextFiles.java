package dev.continuo.upkeep;

import dev.continuo.upkeep.Overwriting.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Overwrites texts in files of any size, some at a time. */
final class TextFiles {
  private static final int BYTES_AT_ONCE = 1 << 20;

  /** So far a text can reach into the next part, however often it is escaped. */
  private static final int REACH_BYTES_MAX = 16 * Redaction.TEXT_BYTES_MAX;

  private TextFiles() {}

  /** Overwrites a file where it stands, while somebody may be adding to it; returns how often. */
  static long overwrite(Path file, Overwriting texts) throws IOException {
    long count = 0;
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (long at = 0; at < channel.size(); at += BYTES_AT_ONCE) {
        var bytes = read(channel, at);
        var found = texts.in(bytes, Syntax.PLAIN);
        if (found > 0) {
          write(channel, at, bytes);
          count += found;
        }
      }
      if (count > 0) {
        channel.force(true);
      }
    }
    return count;
  }

  private static byte[] read(FileChannel channel, long at) throws IOException {
    var buffer = ByteBuffer.allocate(BYTES_AT_ONCE + REACH_BYTES_MAX);
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = channel.read(buffer, at + buffer.position());
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static void write(FileChannel channel, long at, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
  }

  /** How often the texts stand in a file; one of the archive is looked at unpacked. */
  static long count(Path file, Overwriting texts) throws IOException {
    try (var in = open(file)) {
      long count = 0;
      var carried = new byte[0];
      while (true) {
        var more = in.readNBytes(BYTES_AT_ONCE);
        var bytes = Arrays.copyOf(carried, carried.length + more.length);
        System.arraycopy(more, 0, bytes, carried.length, more.length);
        count += texts.in(bytes, Syntax.PLAIN);
        if (more.length < BYTES_AT_ONCE) {
          return count;
        }
        carried = Arrays.copyOfRange(bytes, bytes.length - REACH_BYTES_MAX, bytes.length);
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    var raw = Files.newInputStream(file);
    try {
      return file.toString().endsWith(".jsonl.gz") ? new GZIPInputStream(raw) : raw;
    } catch (IOException | RuntimeException none) {
      raw.close();
      throw none;
    }
  }
}
