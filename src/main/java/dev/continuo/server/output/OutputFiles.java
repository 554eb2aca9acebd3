package dev.continuo.server.output;

import dev.continuo.operation.Output;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/** The files that turns on this machine write their output to. */
public final class OutputFiles implements Output, AutoCloseable {
  private final Function<TurnId, Path> files;
  private final Supplier<Mask> masks;
  private final GrowthWatch watch = new GrowthWatch();

  /**
   * @param files where the output of a turn is
   * @param masks what hides the secrets that there are now
   */
  public OutputFiles(Function<TurnId, Path> files, Supplier<Mask> masks) {
    this.files = files;
    this.masks = masks;
  }

  @Override
  public byte[] read(TurnId turn, long offset, int max, Growth growth) throws IOException {
    return read(files.apply(turn), offset, max, growth, masks.get());
  }

  /** The same of one file. */
  static byte[] read(Path file, long offset, int max, Growth growth, Mask mask) throws IOException {
    var from = Math.max(0, offset - mask.margin());
    var lead = Math.toIntExact(offset - from);
    var wanted = lead + max + mask.margin();
    var bytes = written(file, from, wanted);
    var end = Math.min(bytes.length, lead + max);
    if (growth == Growth.GOES_ON && bytes.length < wanted) {
      end = Math.min(end, bytes.length - mask.begun(bytes));
    }
    mask.apply(bytes);
    var begin = Math.min(lead, bytes.length);
    return Arrays.copyOfRange(bytes, begin, Math.max(begin, end));
  }

  private static byte[] written(Path path, long offset, int max) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      // a pipe in its place would be waited for, a link leads to what is no output
      return new byte[0];
    }
    try (var file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      var there = Math.clamp(file.size() - offset, 0, max);
      var bytes = ByteBuffer.allocate(there);
      var read = 1;
      while (read > 0 && bytes.hasRemaining()) {
        read = file.read(bytes, offset + bytes.position());
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    } catch (NoSuchFileException nothingYet) {
      return new byte[0];
    }
  }

  @Override
  public boolean kept(TurnId turn) {
    var folder = files.apply(turn).getParent();
    return folder != null && Files.isDirectory(folder);
  }

  @Override
  public long size(TurnId turn) throws IOException {
    return size(files.apply(turn));
  }

  public static long size(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .size();
    } catch (NoSuchFileException nothingYet) {
      return 0;
    }
  }

  @Override
  public Watch watch(TurnId turn, Runnable grown) throws IOException {
    return watch.watch(files.apply(turn), grown);
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
