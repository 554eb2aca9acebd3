package dev.continuo.journal.sqlite;

import dev.continuo.journal.Core;
import dev.continuo.journal.Journal;
import dev.continuo.journal.JournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {
  @TempDir private Path folder;

  @Override
  protected Journal open(Core core) {
    return SqliteJournal.open(folder.resolve("store.db"), core.codec(), core.tables());
  }
}
