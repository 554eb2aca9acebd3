package dev.continuo.journal.sqlite;

import dev.continuo.journal.Core;
import dev.continuo.journal.Host;
import dev.continuo.journal.columns.Columns;
import java.nio.file.Path;

/** A store in a file, with a host upon it. */
record Store(Path file, SqliteJournal journal, Host host) implements AutoCloseable {
  static Store open(Path file) {
    return open(file, Commit.PLAIN);
  }

  static Store open(Path file, Commit commit) {
    var core = Core.fresh();
    var parts =
        new SqliteJournal.Parts(
            Database.durable(file), core.codec(), core.tables(), Columns.ALL, commit);
    var journal = SqliteJournal.open(parts);
    return new Store(file, journal, new Host(core, journal));
  }

  @Override
  public void close() {
    journal.close();
  }
}
