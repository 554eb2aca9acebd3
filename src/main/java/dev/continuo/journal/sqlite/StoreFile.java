package dev.continuo.journal.sqlite;

import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** What can be done with the file of a store as a whole, whether a journal has it open or not. */
public final class StoreFile {
  private final Database database;

  public StoreFile(Path file) {
    this.database = new Database(file, SynchronousMode.FULL);
  }

  /** The newest migration that this version knows. */
  public static int schema() {
    return Migrations.known().size();
  }

  /**
   * Copies the store as it is at one moment into a new file, which is sound.
   *
   * @throws StoreRefused when it is damaged, or none that this version reads
   * @throws Journal.Unavailable when the copy cannot be written
   */
  public void copyTo(Path copy) {
    try (var connection = database.reader()) {
      Migrations.check(database.file(), connection);
      try (var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
        vacuum.setString(1, copy.toString());
        vacuum.execute();
      }
    } catch (SQLException e) {
      if (Faults.damaged(e)) {
        throw database.refused(e);
      }
      throw new Journal.Unavailable(Faults.reason(e), e);
    }
    new StoreFile(copy).check();
  }

  /** The size of the file, with what is still in its write-ahead log. */
  public long bytes() throws IOException {
    var log = database.file().resolveSibling(database.file().getFileName() + "-wal");
    return Files.size(database.file()) + (Files.exists(log) ? Files.size(log) : 0);
  }

  /**
   * Reads the whole file.
   *
   * @throws StoreRefused when it is not sound
   */
  public void check() {
    database.check();
    try (var connection = database.reader()) {
      HeadNote.check(database.file(), EventLog.head(connection).sequence());
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }
}
