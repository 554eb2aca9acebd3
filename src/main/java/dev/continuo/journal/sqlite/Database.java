package dev.continuo.journal.sqlite;

import dev.continuo.engine.Facts;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The file and how connections to it are made.
 *
 * @param synchronous {@code FULL} for a store; less only for what can be made again
 */
record Database(Path file, SynchronousMode synchronous) {
  private static final int BUSY_MILLIS_MAX = 2_000;
  private static final int WRITER_CACHE_KIB = 32 * 1024;
  private static final int READER_CACHE_KIB = 4 * 1024;

  /** What is larger is not read as a whole by each start. */
  private static final long CHECKED_BYTES_MAX = 64L << 20;

  /** The tables that hold all that happened. */
  private static final List<String> LOG =
      List.of("event", "archive", "leader", "store", "migration");

  /** Pages in the write-ahead log before a commit copies them into the file: 16 MiB. */
  private static final int LOG_PAGES = 4_096;

  static Database durable(Path file) {
    return new Database(file, SynchronousMode.FULL);
  }

  /** A connection that begins and ends its transactions by itself. */
  Connection writer() throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.setBusyTimeout(BUSY_MILLIS_MAX);
    config.setCacheSize(-WRITER_CACHE_KIB);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(LOG_PAGES));
    var connection = config.createConnection("jdbc:sqlite:" + file);
    // Else the driver tries BEGIN and COMMIT around each statement, to learn whether it may.
    connection.setAutoCommit(false);
    execute(connection, "COMMIT");
    return connection;
  }

  Connection reader() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS_MAX);
    config.setCacheSize(-READER_CACHE_KIB);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** Refuses a file that is not sound; reads all of it. */
  void check() {
    try (var connection = reader()) {
      check(connection);
    } catch (SQLException e) {
      throw Faults.opening(file, e);
    }
  }

  /** The same, unless it is so large that nobody would wait for it. */
  void checkIfSmall(Connection connection) throws SQLException {
    var bytes = number(connection, "PRAGMA page_count") * number(connection, "PRAGMA page_size");
    if (bytes <= CHECKED_BYTES_MAX) {
      check(connection);
    }
  }

  private void check(Connection connection) throws SQLException {
    var word = soundness(connection, "PRAGMA integrity_check(1)");
    if (!word.equals("ok")) {
      throw new StoreRefused(
          logIsSound(connection) ? StoreRefusal.STORE_ROWS_DAMAGED : StoreRefusal.STORE_DAMAGED,
          Facts.of("file", file).and("detail", word));
    }
  }

  /** Whether everything is whole that rows can be made of again. */
  private static boolean logIsSound(Connection connection) {
    try {
      for (var table : LOG) {
        if (!soundness(connection, "PRAGMA integrity_check(" + table + ")").equals("ok")) {
          return false;
        }
      }
      return true;
    } catch (SQLException worse) {
      return false;
    }
  }

  private static String soundness(Connection connection, String pragma) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(pragma)) {
      return found.next() ? found.getString(1).strip() : "nothing";
    }
  }

  /** What to say when opening failed; a file that is there is looked at more closely first. */
  StoreRefused refused(SQLException e) {
    if (Files.isRegularFile(file)) {
      try {
        check();
      } catch (StoreRefused closer) {
        closer.addSuppressed(e);
        return closer;
      }
    }
    return Faults.opening(file, e);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      return found.next() ? found.getLong(1) : 0;
    }
  }

  /** Runs the work in one transaction, or leaves nothing of it behind. */
  static void transaction(Connection connection, Work work) throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
    try {
      work.run();
      execute(connection, "COMMIT");
    } catch (SQLException | RuntimeException e) {
      rollback(connection);
      throw e;
    }
  }

  static void rollback(Connection connection) {
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // SQLite rolls back by itself on some errors, and then knows of no transaction any more
    }
  }

  /** Statements that belong together. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }
}
