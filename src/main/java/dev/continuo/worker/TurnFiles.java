package dev.continuo.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a worker's turns live on disk. {@code turns/TURN} is a turn's own folder and stays; {@code
 * spool} holds one or two files of each turn that is open: {@code TURN.open} (the {@link
 * LaunchFile}, gone once the command runs) and {@code TURN.process} (the {@link TurnRecord}). They
 * leave the spool when the turn is settled and swept, so that listing it costs what is open and not
 * what ever ran.
 */
final class TurnFiles {

  static final String OPEN = ".open";
  static final String PROCESS = ".process";
  private static final String UNKNOWN_BOOT = "unknown";

  private final Path root;

  TurnFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  void create() throws IOException {
    createFolder(root);
    createFolder(spool());
    createFolder(turns());
    createFolder(drafts());
    clearDrafts();
  }

  /** A draft that a killed server left may hold secrets. */
  private void clearDrafts() throws IOException {
    try (var left = Files.newDirectoryStream(drafts())) {
      for (var draft : left) {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static void createFolder(Path folder) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(folder, ownerOnly);
  }

  Path root() {
    return root;
  }

  /** Files that are being written, each until it is moved into its place. */
  Path drafts() {
    return root.resolve("drafts");
  }

  Path spool() {
    return root.resolve("spool");
  }

  Path turns() {
    return root.resolve("turns");
  }

  Path folder(TurnId turn) {
    return turns().resolve(turn.toString());
  }

  Path open(TurnId turn) {
    return spool().resolve(turn + OPEN);
  }

  Path output(TurnId turn) {
    return folder(turn).resolve("output.log");
  }

  Path result(TurnId turn) {
    return folder(turn).resolve("result.json");
  }

  Path prompt(TurnId turn) {
    return folder(turn).resolve("prompt");
  }

  Path needs(TurnId turn) {
    return folder(turn).resolve("needs.json");
  }

  Path artifacts(TurnId turn) {
    return folder(turn).resolve("artifacts");
  }

  Path expects(TurnId turn) {
    return folder(turn).resolve("expects.json");
  }

  Path process(TurnId turn) {
    return spool().resolve(turn + PROCESS);
  }

  /** Where the record goes when it leaves the spool; its presence bars a shim that comes late. */
  Path keptProcess(TurnId turn) {
    return folder(turn).resolve("process");
  }

  /** The turn that a file in the spool belongs to. */
  static Optional<TurnId> turnOf(String spoolName) {
    int dot = spoolName.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : TurnId.parse(spoolName.substring(0, dot));
  }

  /** Every turn that has a file in the spool. */
  Set<TurnId> listed() {
    Set<TurnId> turns = new LinkedHashSet<>();
    try (var files = Files.newDirectoryStream(spool())) {
      files.forEach(file -> turnOf(file.getFileName().toString()).ifPresent(turns::add));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return turns;
  }

  /** Makes the turn's folder, which its launch file, claim and output need. */
  void createFolder(TurnId turn) throws IOException {
    createFolder(folder(turn));
  }

  /**
   * Called before any of these turns is launched. In the first start after the machine's, all that
   * are wanted and left no trace may have begun in the boot before: after a power failure even
   * their claims may be gone from the disk; as they are with the whole folder, when it has no note
   * of any boot. Word of that is left for each. Synced, once a boot and not once a turn.
   */
  void usedIn(String boot, Set<TurnId> wanted) throws IOException {
    var noted = Files.exists(lastBoot());
    var before = noted ? Files.readString(lastBoot()) : wanted.isEmpty() ? boot : UNKNOWN_BOOT;
    if (!before.equals(boot)) {
      for (var turn : wanted) {
        if (!isOrdered(turn) && !isClaimed(turn)) {
          Files.writeString(open(turn), LaunchFile.head(before));
          sync(open(turn));
        }
      }
      sync(spool());
    }
    if (!before.equals(boot) || !noted) {
      var draft = root.resolve("boot.new");
      Files.writeString(draft, boot);
      sync(draft);
      Files.move(draft, lastBoot(), StandardCopyOption.ATOMIC_MOVE);
      sync(root);
    }
  }

  private Path lastBoot() {
    return root.resolve("boot");
  }

  private static void sync(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes the order, which holds secrets and is not read any more. */
  void removeOrder(TurnId turn) {
    remove(open(turn));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a shim that is told of the turn may claim it. */
  boolean isOrdered(TurnId turn) {
    return Files.exists(open(turn));
  }

  boolean isClaimed(TurnId turn) {
    return Files.exists(folder(turn).resolve("claim"));
  }

  /**
   * Claims the turn in the shim's stead, so that no shim will run it; false when one was quicker.
   */
  boolean claim(TurnId turn) {
    try {
      createFolder(turn);
      Files.createFile(folder(turn).resolve("claim"));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the turn has begun, or never will. */
  boolean isRecorded(TurnId turn) {
    return Files.exists(process(turn)) || Files.exists(keptProcess(turn));
  }

  /**
   * Takes everything that is left of the turn out of the spool; its folder keeps the record. The
   * order goes last: who puts one into place now sees the record afterwards.
   */
  void close(TurnId turn) {
    try {
      Files.move(process(turn), keptProcess(turn), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      // Never written, or kept before.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    remove(open(turn));
  }
}
