package dev.continuo.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 * LaunchFile}, emptied when a shim has read it and gone once the command runs) and {@code
 * TURN.process} (the {@link TurnRecord}). They leave the spool when the turn is settled and swept,
 * so that listing it costs what is open and not what ever ran.
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
    discardDrafts();
  }

  /** Removes the drafts of a worker that was killed; they may hold secrets. */
  private void discardDrafts() throws IOException {
    try (var drafts = Files.newDirectoryStream(drafts())) {
      drafts.forEach(Debris::remove);
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

  Path spool() {
    return root.resolve("spool");
  }

  Path turns() {
    return root.resolve("turns");
  }

  /** Where files are written that appear elsewhere, whole; nothing in it outlives a start. */
  Path drafts() {
    return root.resolve("drafts");
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
   * Writes a file that a command is to read. What an earlier turn has put there for it, a pipe
   * perhaps, makes way.
   */
  static void write(Path file, String text) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Debris.remove(file);
    }
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
    Debris.remove(open(turn));
  }

  /** Whether a shim that is told of the turn may claim it. */
  boolean isOrdered(TurnId turn) {
    return Files.exists(open(turn));
  }

  boolean isClaimed(TurnId turn) {
    return Files.exists(folder(turn).resolve("claim"));
  }

  /**
   * Claims the turn in the shim's stead, so that no shim will run it; false when one was quicker,
   * or may have been: where the folder cannot be written to, only the record can tell.
   */
  boolean claim(TurnId turn) {
    try {
      createFolder(turn);
      Files.createFile(folder(turn).resolve("claim"));
      return true;
    } catch (IOException _) {
      return false;
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
      if (Files.exists(process(turn), LinkOption.NOFOLLOW_LINKS)) {
        keep(turn);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Debris.remove(open(turn));
  }

  /** Whatever the turn has put in its way makes way. */
  private void keep(TurnId turn) throws IOException {
    if (!Files.isDirectory(folder(turn), LinkOption.NOFOLLOW_LINKS)) {
      Debris.remove(folder(turn));
      createFolder(turn);
    }
    if (Files.exists(keptProcess(turn), LinkOption.NOFOLLOW_LINKS)) {
      Debris.remove(keptProcess(turn));
    }
    Files.move(process(turn), keptProcess(turn), StandardCopyOption.ATOMIC_MOVE);
  }
}
