package dev.continuo.upkeep;

import dev.continuo.blob.Blobs;
import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Upkeep.BackedUp;
import dev.continuo.cli.Upkeep.Outputs;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.sqlite.Snapshot;
import dev.continuo.journal.sqlite.StoreFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Copies a store into one file, beside its server or without one: the rows and the log of one
 * moment, the archive, the texts, and if wanted the outputs of turns; a ZIP file with a manifest.
 *
 * <p>The token, the secret of turns' tokens and the records of living turns stay behind: whoever
 * has the copy cannot act for the store, and the restored one cannot mistake another store's turns
 * for its own.
 */
public final class Backup {
  private static final List<String> OF_A_TURN = List.of("output.log", "result.json");

  private final Layout layout;
  private final Codec codec;
  private final String program;

  /** {@code program} is the version that the copy says it is of. */
  public Backup(Path home, Codec codec, String program) {
    this.layout = new Layout(home);
    this.codec = codec;
    this.program = program;
  }

  /**
   * Writes the copy, reads it again, and only then gives it its name.
   *
   * @throws OperatorError when there is such a file already
   */
  public BackedUp write(Path file, Outputs outputs, Instant at) throws IOException {
    refuseExisting(file);
    var folder = file.toAbsolutePath().resolveSibling("");
    try (var draft = Draft.beside(file, "backup")) {
      var whole = draft.folder().resolve("backup");
      var done = write(draft.folder(), whole, outputs, at);
      force(whole, StandardOpenOption.WRITE);
      draft.placed(() -> named(whole, file));
      force(folder, StandardOpenOption.READ);
      return done;
    }
  }

  private static void refuseExisting(Path file) {
    if (Files.exists(file)) {
      throw new OperatorError(
          "backup `" + file + "`: exists already, must be a new file", "name another file");
    }
  }

  /** A link, not a rename: it never replaces a file that came in between. */
  private static void named(Path whole, Path file) throws IOException {
    try {
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException meanwhile) {
      refuseExisting(file);
    } catch (UnsupportedOperationException noLinks) {
      Files.move(whole, file);
    }
  }

  private BackedUp write(Path draft, Path whole, Outputs outputs, Instant at) throws IOException {
    var store = draft.resolve("store.db");
    new StoreFile(layout.store()).copyTo(store);
    var entries = new ArrayList<Manifest.Entry>();
    Manifest manifest;
    var missing = new HashSet<String>();
    try (var snapshot = Snapshot.of(store, codec);
        var zip = new ZipOutputStream(owned(whole))) {
      snapshot.references(missing::add);
      add(zip, "store.db", store, entries);
      for (var part : snapshot.archive()) {
        var name = Layout.name(part.file());
        add(zip, "archive/" + name, layout.archive().resolve(name), entries);
      }
      texts(zip, entries, missing);
      if (outputs == Outputs.WITH) {
        turns(zip, entries);
      }
      var head = snapshot.head().sequence();
      manifest = new Manifest(Manifest.FORMAT, program, snapshot.schema(), at, head, entries);
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(manifest.json());
      zip.closeEntry();
    }
    try (var written = new BackupFile(whole)) {
      written.verify();
    }
    return new BackedUp(manifest.head(), entries.size(), Files.size(whole), missing.size());
  }

  private void texts(ZipOutputStream zip, List<Manifest.Entry> entries, Set<String> missing)
      throws IOException {
    var hashes = new ArrayList<String>();
    var blobs = Blobs.beside(layout.blobs());
    blobs.each(blob -> hashes.add(blob.sha256()));
    hashes.addAll(missing);
    for (var hash : new java.util.TreeSet<>(hashes)) {
      var bytes = blobs.find(hash);
      if (bytes.isPresent()) {
        var path = "blobs/" + hash.substring(0, 2) + "/" + hash.substring(2);
        add(zip, path, new java.io.ByteArrayInputStream(bytes.get()), Instant.EPOCH, entries);
        missing.remove(hash);
      }
    }
  }

  private void turns(ZipOutputStream zip, List<Manifest.Entry> entries) throws IOException {
    for (var folder : layout.turnFolders()) {
      for (var name : OF_A_TURN) {
        var file = folder.path().resolve(name);
        if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          add(zip, "worker/turns/" + folder.name() + "/" + name, file, entries);
        }
      }
    }
  }

  /** A file that was cleared meanwhile is left out; of one that grows goes what there is. */
  private static void add(ZipOutputStream zip, String path, Path file, List<Manifest.Entry> entries)
      throws IOException {
    try (var in = Files.newInputStream(file)) {
      add(zip, path, in, Files.getLastModifiedTime(file).toInstant(), entries);
    } catch (NoSuchFileException gone) {
      if (!path.startsWith("worker/")) {
        throw gone;
      }
    }
  }

  private static void add(
      ZipOutputStream zip, String path, InputStream in, Instant at, List<Manifest.Entry> entries)
      throws IOException {
    var entry = new ZipEntry(path);
    entry.setTime(at.toEpochMilli());
    zip.putNextEntry(entry);
    var hash = BackupFile.sha256();
    var bytes = in.transferTo(new DigestOutputStream(zip, hash));
    zip.closeEntry();
    entries.add(new Manifest.Entry(path, bytes, BackupFile.hex(hash)));
  }

  /** It holds all that the store knows, so it is its owner's alone. */
  private static OutputStream owned(Path file) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, mode);
    return new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (var channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
