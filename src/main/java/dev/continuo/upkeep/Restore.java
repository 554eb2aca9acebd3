package dev.continuo.upkeep;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Upkeep.Restored;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.SqliteJournal;
import dev.continuo.journal.sqlite.StoreFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;

/**
 * Makes a data folder of a {@link Backup}.
 *
 * <p>The folder appears whole or not at all: everything is unpacked beside it, found to be what was
 * written, and renamed. Before that the turns that were alive when the copy was made are given up
 * in its log: they may go on under the store that it was made of, or have ended there, but never
 * under this one.
 */
public final class Restore {
  private final Rebuild.Core core;
  private final InstantSource clock;

  public Restore(Rebuild.Core core, InstantSource clock) {
    this.core = core;
    this.clock = clock;
  }

  /**
   * Brings the copy back.
   *
   * @throws OperatorError when the file cannot be used, or something is in the folder
   */
  public Restored into(Path home, Path file) throws IOException {
    refuseFilled(home);
    // A folder cannot be renamed to the name of a link, but to the name of the folder behind it.
    var place = Files.isDirectory(home) ? home.toRealPath() : home;
    Files.createDirectories(place.toAbsolutePath().resolveSibling(""));
    try (var backup = new BackupFile(file);
        var draft = Draft.beside(place, "restore")) {
      var restored = unpacked(backup, draft.folder());
      draft.placed(() -> placed(draft.folder(), place));
      return restored;
    } catch (BadBackup bad) {
      throw new OperatorError("backup `" + file + "`: " + bad.getMessage(), hint(bad));
    } catch (NoSuchFileException absent) {
      throw new OperatorError("backup `" + file + "`: there is no such file", "");
    }
  }

  private static String hint(BadBackup bad) {
    return switch (bad) {
      case BadBackup.Spoiled _ -> "nothing was brought back; use another backup";
      case BadBackup.Newer _ -> "use the newer version";
    };
  }

  private static void refuseFilled(Path home) throws IOException {
    if (Files.isDirectory(home)) {
      var first = Layout.entries(home).stream().findFirst();
      if (first.isPresent()) {
        throw filled(home, Layout.name(first.get()));
      }
    } else if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
      throw new OperatorError(
          "data folder `" + home + "`: not a folder, must be an empty folder or not there",
          "name another folder with `CONTINUO_HOME`");
    }
  }

  private static OperatorError filled(Path home, String found) {
    return new OperatorError(
        "data folder `" + home + "`: not empty, found `" + found + "`, must be empty or not there",
        "name another folder with `CONTINUO_HOME`");
  }

  private Restored unpacked(BackupFile backup, Path draft) throws IOException {
    backup.unpack(entry -> synced(draft.resolve(entry.path())));
    var store = new Layout(draft).store();
    new StoreFile(store).check();
    var manifest = backup.manifest();
    try (var journal = SqliteJournal.open(store, core.codec(), core.tables())) {
      var reason = "the store was restored from a backup of " + manifest.at();
      var forfeited = new Forfeit(core, journal, clock).all(reason);
      new RestoreNote(manifest.at(), forfeited).write(draft);
      return new Restored(journal.head().sequence(), manifest.at(), forfeited);
    }
  }

  private static OutputStream synced(Path file) throws IOException {
    var owners = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(file.resolveSibling(""), PosixFilePermissions.asFileAttribute(owners));
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new FileOutputStream(file.toFile()) {
      @Override
      public void close() throws IOException {
        if (getFD().valid()) {
          getFD().sync();
        }
        super.close();
      }
    };
  }

  private static void placed(Path draft, Path home) throws IOException {
    try {
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException meanwhile) {
      throw filled(home, "something that came meanwhile");
    }
    // Else a power failure could take back what was called restored.
    try (var parent = FileChannel.open(home.toAbsolutePath().getParent())) {
      parent.force(true);
    }
  }
}
