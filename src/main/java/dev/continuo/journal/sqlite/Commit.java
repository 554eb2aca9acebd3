package dev.continuo.journal.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** The moment of truth of an append; a test puts faults before and after it. */
@FunctionalInterface
interface Commit {
  Commit PLAIN = connection -> Database.execute(connection, "COMMIT");

  void commit(Connection connection) throws SQLException;
}
