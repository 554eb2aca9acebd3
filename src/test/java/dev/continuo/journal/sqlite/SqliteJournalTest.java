package dev.continuo.journal.sqlite;

import dev.continuo.journal.AloneRowsContract;
import dev.continuo.journal.Core;
import dev.continuo.journal.Journal;
import dev.continuo.journal.JournalContract;
import dev.continuo.journal.LeadershipContract;
import dev.continuo.journal.RowQueryContract;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract
    implements LeadershipContract, AloneRowsContract, RowQueryContract {
  private static final String TICKETS =
      """
      CREATE TABLE IF NOT EXISTS ticket (
        key TEXT PRIMARY KEY,
        home INTEGER NOT NULL,
        live INTEGER NOT NULL,
        version INTEGER NOT NULL,
        queue TEXT NOT NULL,
        state TEXT NOT NULL,
        since_ns INTEGER NOT NULL,
        kept_until_ns INTEGER,
        body TEXT NOT NULL
      )\
      """;

  @TempDir private Path folder;

  @Override
  public Journal open(Core core) {
    var database = Database.durable(folder.resolve("store.db"));
    try (var writer = database.writer()) {
      Migrations.apply(database.file(), writer, Migrations.known());
      Database.execute(writer, TICKETS);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return SqliteJournal.open(
        new SqliteJournal.Parts(
            database, core.codec(), core.tables(), Core.columns(), Commit.PLAIN));
  }
}
