package dev.continuo.journal;

import dev.continuo.engine.Facts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * The folder of one store, held by one server: a second one is refused as long as the first lives.
 *
 * <p>The system gives the lock back when the process ends, in whatever way. Files: {@code lock}
 * with the pid of the owner, {@code store.db}, {@code archive/}.
 */
public final class DataFolder implements AutoCloseable {
  private static final int PID_BYTES_MAX = 32;

  /**
   * Folders held by this process. POSIX drops all of a process's locks on a file when it closes any
   * descriptor of it, so a second attempt must not even open the file.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder, and makes it, for its owner's eyes only, where it is not there.
   *
   * @throws StoreRefused when it is in use or cannot be used
   */
  public static DataFolder open(Path named) {
    synchronized (HELD) {
      var folder = made(named);
      if (HELD.contains(folder)) {
        throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
      }
      var held = new DataFolder(folder, locked(folder));
      HELD.add(folder);
      return held;
    }
  }

  private static Path made(Path named) {
    try {
      if (!Files.isDirectory(named)) {
        var owners = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(named, PosixFilePermissions.asFileAttribute(owners));
      }
      var folder = named.toRealPath();
      refuseNetwork(folder, Disk.type(folder));
      return folder;
    } catch (IOException e) {
      throw unusable(named, e);
    }
  }

  static void refuseNetwork(Path folder, String type) {
    if (Disk.of(type) == Disk.NETWORK) {
      throw new StoreRefused(
          StoreRefusal.DATA_FOLDER_ON_NETWORK, Facts.of("folder", folder).and("type", type));
    }
  }

  private static FileChannel locked(Path folder) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              folder.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    try {
      if (channel.tryLock() == null) {
        var pid = pid(channel);
        channel.close();
        throw inUse(folder, pid);
      }
      channel.truncate(0);
      channel.write(bytes(Long.toString(ProcessHandle.current().pid())), 0);
      return channel;
    } catch (IOException e) {
      throw new StoreRefused(
          StoreRefusal.DATA_FOLDER_WITHOUT_LOCKS,
          Facts.of("folder", folder).and("detail", String.valueOf(e.getMessage())),
          e);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String pid(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(PID_BYTES_MAX);
    channel.read(bytes, 0);
    var pid = StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    return pid.isBlank() ? "unknown" : pid;
  }

  private static StoreRefused inUse(Path folder, String pid) {
    return new StoreRefused(
        StoreRefusal.DATA_FOLDER_IN_USE, Facts.of("folder", folder).and("pid", pid));
  }

  private static StoreRefused unusable(Path folder, IOException e) {
    return new StoreRefused(
        StoreRefusal.DATA_FOLDER_UNUSABLE, Facts.of("folder", folder).and("detail", found(e)), e);
  }

  private static String found(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException _ -> "a file";
      case AccessDeniedException _ -> "Permission denied";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }

  public Path path() {
    return folder;
  }

  /** The file of the store. */
  public Path store() {
    return folder.resolve("store.db");
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    synchronized (HELD) {
      HELD.remove(folder);
      try {
        lock.close();
      } catch (IOException e) {
        // the lock ends with the process at the latest
      }
    }
  }
}
