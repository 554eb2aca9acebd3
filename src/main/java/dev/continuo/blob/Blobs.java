package dev.continuo.blob;

import dev.continuo.task.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Texts in files, each under the SHA-256 of its bytes: {@code ab/cdef…} in one folder.
 *
 * <p>What {@link #keep} has returned is on the disk: file and name are forced to it. A text that is
 * there already is not written again, so that keeping it twice, at the same time too, is the same
 * as once. Failures of the disk are {@link UncheckedIOException}s. For any number of threads, but
 * one process.
 */
public final class Blobs {
  /** Of the first line only as much is kept as a list shows. */
  private static final int FIRST_LINE_CHARACTERS_MAX = 200;

  private static final String UNFINISHED = "unfinished";

  private final Path folder;

  private Blobs(Path folder) {
    this.folder = folder;
  }

  /** The blobs in {@code folder}, which is created for its owner alone where it is missing. */
  public static Blobs open(Path folder) {
    try {
      var blobs = new Blobs(folder);
      blobs.create(folder);
      blobs.create(folder.resolve(UNFINISHED));
      blobs.sweep();
      return blobs;
    } catch (IOException failure) {
      throw new UncheckedIOException("blobs cannot be kept in " + folder, failure);
    }
  }

  /** The text itself when it is short, else a reference to the file that holds it now. */
  public Text keep(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= Text.INLINE_BYTES_MAX) {
      return new Text.Inline(text);
    }
    var hash = hash(bytes);
    try {
      store(hash, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException("blob " + hash + " cannot be stored", failure);
    }
    return new Text.Stored(hash, bytes.length, firstLine(text));
  }

  /** The whole text. Fails when its file is missing, or does not hold what was stored in it. */
  public String read(Text text) {
    return switch (text) {
      case Text.Inline(var value) -> value;
      case Text.Stored(var hash, _, _) -> read(hash);
    };
  }

  private String read(String hash) {
    try {
      var bytes = Files.readAllBytes(path(hash));
      if (!hash(bytes).equals(hash)) {
        throw new IOException("its content has changed");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("blob " + hash + " cannot be read", failure);
    }
  }

  private void store(String hash, byte[] bytes) throws IOException {
    var path = path(hash);
    if (Files.exists(path) && Files.size(path) == bytes.length) {
      return;
    }
    var shelf = folder.resolve(hash.substring(0, 2));
    create(shelf);
    var unfinished = Files.createTempFile(folder.resolve(UNFINISHED), hash.substring(0, 8), "");
    try {
      try (var file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        var left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          file.write(left);
        }
        file.force(true);
      }
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    force(shelf);
  }

  private Path path(String hash) {
    return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
  }

  private void create(Path wanted) throws IOException {
    if (Files.isDirectory(wanted)) {
      return;
    }
    var parent = wanted.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(
          wanted,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException meanwhile) {
      if (!Files.isDirectory(wanted)) {
        throw meanwhile;
      }
    }
    if (parent != null) {
      force(parent);
    }
  }

  /** What a crash left half written. */
  private void sweep() throws IOException {
    try (var left = Files.newDirectoryStream(folder.resolve(UNFINISHED))) {
      for (var file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** A new name is only safe once its folder is. */
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String firstLine(String text) {
    var line = text.lines().findFirst().orElse("");
    return line.codePointCount(0, line.length()) <= FIRST_LINE_CHARACTERS_MAX
        ? line
        : line.substring(0, line.offsetByCodePoints(0, FIRST_LINE_CHARACTERS_MAX));
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("bug: every JVM has SHA-256", impossible);
    }
  }
}
