package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a worker's turns live on disk. {@code turns/TURN} is a turn's own folder and stays; {@code
 * spool} holds up to three records of each turn that is open: {@code TURN.open} (written and synced
 * before the launch), {@code TURN.process} (the {@link Gate}) and {@code TURN.exit}. They leave the
 * spool when the turn is settled and swept, so that listing it costs what is open and not what ever
 * ran.
 */
final class TurnFiles {

  static final String OPEN = ".open";
  static final String PROCESS = ".process";
  static final String EXIT = ".exit";

  /**
   * Written by {@link #open}: which boot of the machine the turn belongs to, and how much output it
   * may keep.
   */
  record Opening(String boot, Bytes output) {}

  /** What the exit record says: how, when, and when in clock ticks since the machine's start. */
  record ExitRecord(Outcome outcome, Instant ended, long reapedTicks) {}

  private final Path root;

  TurnFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  void create() throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(root, ownerOnly);
    Files.createDirectories(spool(), ownerOnly);
    Files.createDirectories(root.resolve("turns"), ownerOnly);
  }

  Path root() {
    return root;
  }

  Path spool() {
    return root.resolve("spool");
  }

  Path folder(TurnId turn) {
    return root.resolve("turns").resolve(turn.toString());
  }

  Path launch(TurnId turn) {
    return folder(turn).resolve("launch");
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

  private Path inSpool(TurnId turn, String suffix) {
    return spool().resolve(turn + suffix);
  }

  private Path kept(TurnId turn, String suffix) {
    return folder(turn).resolve(suffix.substring(1));
  }

  /** The turn that a file in the spool belongs to. */
  static Optional<TurnId> turnOf(String spoolName) {
    int dot = spoolName.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : TurnId.parse(spoolName.substring(0, dot));
  }

  /** Every turn that has a record in the spool. */
  Set<TurnId> listed() {
    Set<TurnId> turns = new LinkedHashSet<>();
    try (var files = Files.newDirectoryStream(spool())) {
      files.forEach(file -> turnOf(file.getFileName().toString()).ifPresent(turns::add));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return turns;
  }

  /**
   * Records, before anything is launched, in which boot of the machine that is. Synced: after a
   * power failure the claim may be gone from the disk, and this is what keeps the fence from
   * running a second time.
   */
  void open(TurnId turn, Opening opening) throws IOException {
    createFolder(turn);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("boot", opening.boot());
    fields.put("output", Long.toString(opening.output().count()));
    var text = ByteBuffer.wrap(Fields.write(fields).getBytes(UTF_8));
    try (var file =
        FileChannel.open(
            inSpool(turn, OPEN), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(text);
      file.force(true);
    }
    try (var folder = FileChannel.open(spool())) {
      folder.force(true);
    }
  }

  Optional<Opening> opening(TurnId turn) {
    return Fields.read(inSpool(turn, OPEN))
        .map(
            it ->
                new Opening(
                    it.getOrDefault("boot", ""),
                    new Bytes(Long.parseLong(it.getOrDefault("output", "0")))));
  }

  /** Removes the order, which holds secrets and is not read any more. */
  void removeLaunch(TurnId turn) {
    remove(launch(turn));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void createFolder(TurnId turn) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(folder(turn), ownerOnly);
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
      Files.createDirectory(folder(turn).resolve("claim"));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Gate gate(TurnId turn) {
    var fields = Fields.read(inSpool(turn, PROCESS)).or(() -> Fields.read(kept(turn, PROCESS)));
    if (fields.isEmpty()) {
      return new Gate.Closed();
    }
    var it = fields.get();
    var barred = it.get("barred");
    if (barred != null) {
      return new Gate.Barred(barred);
    }
    var boot = it.getOrDefault("boot", "");
    return new Gate.Passed(
        new ProcessIdentity(number(it, "pid"), number(it, "start"), boot),
        new ProcessIdentity(number(it, "shim"), number(it, "shim-start"), boot));
  }

  /**
   * Bars the gate if the shim has not passed it; a hard link makes that exclusive and whole at
   * once.
   */
  Gate bar(TurnId turn, String reason) {
    try {
      createFolder(turn);
      var draft = folder(turn).resolve("barred.new");
      Files.writeString(draft, Fields.write(Map.of("barred", reason)));
      Files.createLink(inSpool(turn, PROCESS), draft);
    } catch (FileAlreadyExistsException _) {
      return gate(turn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Gate.Barred(reason);
  }

  /**
   * The exit record; its time of modification is the time of the exit, which spares the shim a
   * {@code date} process.
   */
  Optional<ExitRecord> exit(TurnId turn) {
    return exit(inSpool(turn, EXIT)).or(() -> exit(kept(turn, EXIT)));
  }

  /** The record of a shim that was killed between writing it and putting it into the spool. */
  Optional<ExitRecord> unspooledExit(TurnId turn) {
    return exit(folder(turn).resolve("exit.new"));
  }

  private static Optional<ExitRecord> exit(Path file) {
    return Fields.read(file)
        .flatMap(
            fields ->
                ended(file).map(at -> new ExitRecord(outcome(fields), at, reapedTicks(fields))));
  }

  private static Optional<Instant> ended(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code /proc/uptime} has hundredths of a second, which is the tick of {@code /proc/PID/stat} on
   * every Linux.
   */
  private static long reapedTicks(Map<String, String> fields) {
    return Math.round(Double.parseDouble(fields.getOrDefault("uptime", "0")) * 100);
  }

  private static Outcome outcome(Map<String, String> fields) {
    if (fields.containsKey("never")) {
      return new Outcome.NeverStarted();
    }
    int status = Math.toIntExact(number(fields, "status"));
    boolean signalled = "yes".equals(fields.get("signalled")) && status > 128;
    return signalled ? new Outcome.Signalled(status - 128) : new Outcome.Exited(status);
  }

  /** Leaves the exit record of a turn that was claimed here and so never starts. */
  void recordNeverStarted(TurnId turn) {
    try {
      var draft = folder(turn).resolve("never.new");
      Files.writeString(draft, Fields.write(Map.of("never", "stopped before the start")));
      Files.move(draft, inSpool(turn, EXIT), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the exit record out of the spool; the turn's folder keeps it. */
  void settle(TurnId turn) {
    keep(turn, EXIT);
  }

  /** Takes everything that is left of the turn out of the spool. */
  void close(TurnId turn) {
    keep(turn, PROCESS);
    keep(turn, EXIT);
    remove(launch(turn));
    remove(inSpool(turn, OPEN));
  }

  private void keep(TurnId turn, String suffix) {
    try {
      Files.move(inSpool(turn, suffix), kept(turn, suffix), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      // Never written, or kept before.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }
}
