package dev.continuo.blob;

import dev.continuo.task.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Texts in files, each under the SHA-256 of its bytes: {@code ab/cdef…} in one folder.
 *
 * <p>What {@link #keep} has returned is on the disk: file and name are forced to it. A text that is
 * there already is not written again, so that keeping it twice, at the same time too, is the same
 * as once; its file's time says when it was last kept. Failures of the disk are {@link
 * UncheckedIOException}s. For any number of threads; one process {@link #open}s the folder, others
 * may work {@link #beside} it.
 */
public final class Blobs {
  /** Of the first line only as much is kept as a list shows. */
  private static final int FIRST_LINE_CHARACTERS_MAX = 200;

  private static final String UNFINISHED = "unfinished";

  /** Where a blob stands while it is decided for good that nobody keeps it. */
  private static final String LEAVING = "leaving";

  private static final Pattern SHELF = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern REST = Pattern.compile("[0-9a-f]{62}");

  /** A blob, and when it was last kept. */
  public record Kept(String sha256, long bytes, Instant at) {}

  private final Path folder;
  private final InstantSource clock;

  private Blobs(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The blobs in {@code folder}, which is created for its owner alone where it is missing. */
  public static Blobs open(Path folder) {
    return open(folder, InstantSource.system());
  }

  /** The same, with another clock than the machine's. */
  public static Blobs open(Path folder, InstantSource clock) {
    try {
      var blobs = new Blobs(folder, clock);
      blobs.create(folder);
      blobs.create(folder.resolve(UNFINISHED));
      blobs.create(folder.resolve(LEAVING));
      blobs.sweep();
      return blobs;
    } catch (IOException failure) {
      throw new UncheckedIOException("blobs cannot be kept in " + folder, failure);
    }
  }

  /** The blobs of a folder that another process may have open. */
  public static Blobs beside(Path folder) {
    return new Blobs(folder, InstantSource.system());
  }

  /** The text itself when it is short, else a reference to the file that holds it now. */
  public Text keep(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= Text.INLINE_BYTES_MAX) {
      return new Text.Inline(text);
    }
    return new Text.Stored(store(bytes), bytes.length, firstLine(text));
  }

  /** The whole text. Fails when its file is missing, or does not hold what was stored in it. */
  public String read(Text text) {
    return switch (text) {
      case Text.Inline(var value) -> value;
      case Text.Stored(var hash, _, _) -> read(hash);
    };
  }

  private String read(String hash) {
    return new String(bytes(hash), StandardCharsets.UTF_8);
  }

  /** The bytes of one blob, which are those that were stored. */
  public byte[] bytes(String hash) {
    try {
      var bytes = present(hash);
      if (!hash(bytes).equals(hash)) {
        throw new IOException("its content has changed");
      }
      return bytes;
    } catch (IOException failure) {
      throw new UncheckedIOException("blob " + hash + " cannot be read", failure);
    }
  }

  /** The same; empty when there is no whole blob of this hash. */
  public Optional<byte[]> find(String hash) {
    try {
      var bytes = present(hash);
      return hash(bytes).equals(hash) ? Optional.of(bytes) : Optional.empty();
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException("blob " + hash + " cannot be read", failure);
    }
  }

  private byte[] present(String hash) throws IOException {
    for (var place : List.of(path(hash), leaving(hash))) {
      try {
        return Files.readAllBytes(place);
      } catch (NoSuchFileException elsewhere) {
        // On its way, or back again by now.
      }
    }
    return Files.readAllBytes(path(hash));
  }

  /** Stores the bytes, whatever their length; returns their hash. */
  public String store(byte[] bytes) {
    var hash = hash(bytes);
    try {
      store(hash, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException("blob " + hash + " cannot be stored", failure);
    }
    return hash;
  }

  /** Shows every blob, in no order; one that leaves meanwhile may be missing. */
  public void each(Consumer<Kept> visitor) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var shelves = Files.newDirectoryStream(folder)) {
      for (var shelf : shelves) {
        if (SHELF.matcher(name(shelf)).matches()) {
          shelf(shelf, visitor);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("blobs cannot be listed in " + folder, failure);
    }
  }

  private static void shelf(Path shelf, Consumer<Kept> visitor) throws IOException {
    try (var files = Files.newDirectoryStream(shelf)) {
      for (var file : files) {
        if (REST.matcher(name(file)).matches()) {
          var now = Files.readAttributes(file, BasicFileAttributes.class);
          visitor.accept(
              new Kept(name(shelf) + name(file), now.size(), now.lastModifiedTime().toInstant()));
        }
      }
    }
  }

  /**
   * Deletes a blob unless it was kept since {@code before}; returns whether it is gone. Whoever
   * keeps the same text at this moment, in another process too, has it afterwards: either its file
   * is seen to be kept and comes back, or it is away and is written anew.
   */
  public boolean discard(String hash, Instant before) {
    var path = path(hash);
    var away = leaving(hash);
    try {
      if (!keptBefore(path, before)) {
        return false;
      }
      create(folder.resolve(LEAVING));
      Files.move(path, away, StandardCopyOption.ATOMIC_MOVE);
      if (keptBefore(away, before)) {
        Files.delete(away);
        return true;
      }
      back(away);
      return false;
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException("blob " + hash + " cannot be discarded", failure);
    }
  }

  private static boolean keptBefore(Path file, Instant before) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(before);
  }

  private void back(Path away) throws IOException {
    try {
      var path = path(name(away));
      Files.createLink(path, away);
      force(path.resolveSibling(""));
    } catch (FileAlreadyExistsException | NoSuchFileException settled) {
      // Written anew meanwhile, or somebody else has finished this.
    }
    Files.deleteIfExists(away);
  }

  private void store(String hash, byte[] bytes) throws IOException {
    var path = path(hash);
    if (keptAgain(path, bytes.length)) {
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
      Files.setLastModifiedTime(unfinished, now());
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    force(shelf);
  }

  /**
   * Marks the whole blob as kept now; false when there is none, or it left in between. It may have
   * been opened before and marked after it left, so that only where it still stands the mark was in
   * time.
   */
  private boolean keptAgain(Path path, int bytes) throws IOException {
    try {
      if (Files.size(path) != bytes) {
        return false;
      }
      Files.setLastModifiedTime(path, now());
      return Files.exists(path);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private FileTime now() {
    return FileTime.from(clock.instant());
  }

  private Path leaving(String hash) {
    return folder.resolve(LEAVING).resolve(hash);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
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

  /** What a crash left half written goes, what it left half discarded comes back. */
  private void sweep() throws IOException {
    try (var left = Files.newDirectoryStream(folder.resolve(UNFINISHED));
        var away = Files.newDirectoryStream(folder.resolve(LEAVING))) {
      for (var file : left) {
        Files.deleteIfExists(file);
      }
      for (var file : away) {
        back(file);
      }
    }
  }

  /** A new name is only safe once its folder is. */
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** As much of a text's first line as a reference to it shows. */
  public static String firstLine(String text) {
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
