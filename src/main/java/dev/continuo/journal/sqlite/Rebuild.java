package dev.continuo.journal.sqlite;

import dev.continuo.engine.Answer;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Tables;
import dev.continuo.journal.EventHomes;
import dev.continuo.journal.Journal;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.columns.Columns;
import dev.continuo.journal.columns.TableColumns;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Makes the rows of a store again from its whole history, archive and log. No server may be using
 * the store meanwhile.
 */
public final class Rebuild {
  private static final int EVENTS_AT_ONCE = 2_000;
  private static final List<String> LOG = List.of("event", "archive", "leader", "store");

  /** An engine without rows, the tables it was made over, and their codec. */
  public record Core(Tables tables, Engine engine, Codec codec) {}

  /**
   * A row that is not what history says.
   *
   * @param stored its body in the store; null when it is not there
   * @param rebuilt its body after the replay; null when it should not be there
   */
  public record Difference(
      String table, String key, @Nullable String stored, @Nullable String rebuilt) {}

  private final Database database;
  private final Database scratch;
  private final Supplier<Core> cores;

  /** {@code cores} makes the engine, with all features that the store was made with. */
  public Rebuild(Path store, Supplier<Core> cores) {
    this.database = Database.durable(store);
    this.scratch = new Database(store.resolveSibling("rebuild.db"), SynchronousMode.OFF);
    this.cores = cores;
  }

  /**
   * Replaces all rows in one transaction; returns how many events were replayed. Where the old ones
   * are so damaged that they cannot even be deleted, a new file takes the place of the old one.
   */
  public long run() {
    return rebuilt(
        (connection, replayed) -> {
          try {
            Database.transaction(
                connection,
                () -> {
                  for (var columns : Columns.ALL) {
                    replace(connection, columns);
                  }
                });
          } catch (SQLException e) {
            if (!Faults.damaged(e)) {
              throw e;
            }
            renew(connection);
          }
          return replayed;
        });
  }

  /** Brings the log to the rows instead of the rows to the log. */
  private void renew(Connection connection) throws SQLException, IOException {
    Database.transaction(
        connection,
        () -> {
          for (var table : LOG) {
            Database.execute(connection, "DELETE FROM scratch." + table);
            Database.execute(
                connection, "INSERT INTO scratch.%1$s SELECT * FROM main.%1$s".formatted(table));
          }
        });
    Database.execute(connection, "DETACH scratch");
    try (var fresh = Database.durable(scratch.file()).writer()) {
      Database.number(fresh, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
    Database.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    connection.close(); // takes its log away, which must never meet the other file
    try (var file = FileChannel.open(scratch.file(), StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(scratch.file(), database.file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The first row that differs, without changing anything; empty when none does. */
  public Optional<Difference> verify() {
    return rebuilt(
        (connection, _) -> {
          for (var columns : Columns.ALL) {
            var difference = difference(connection, columns);
            if (difference.isPresent()) {
              return difference;
            }
          }
          return Optional.<Difference>empty();
        });
  }

  private interface Then<T> {
    T with(Connection both, long replayed) throws SQLException, IOException;
  }

  private <T> T rebuilt(Then<T> then) {
    try {
      discard();
      try (var connection = database.writer()) {
        Migrations.apply(database.file(), connection, Migrations.known());
        var replayed = replay(connection);
        try (var attach = connection.prepareStatement("ATTACH ? AS scratch")) {
          attach.setString(1, scratch.file().toString());
          attach.execute();
        }
        return then.with(connection, replayed);
      } finally {
        discard();
      }
    } catch (SQLException e) {
      throw database.refused(e);
    } catch (IOException e) {
      throw new Journal.Unavailable("the archive cannot be read: " + e.getMessage(), e);
    }
  }

  private long replay(Connection from) throws SQLException, IOException {
    var core = cores.get();
    try (var to = scratch.writer()) {
      Migrations.apply(scratch.file(), to, Migrations.known());
      try (var rows = new Rows(to, core.codec, core.tables, Columns.ALL);
          var log = new EventLog(core.codec, new EventHomes(core.tables), from)) {
        var replay = new Replay(core, rows, to);
        new Archive(database, core.codec, rows.liveHomesSql()).replay(from, replay::take);
        for (var events = next(log, from, core); !events.isEmpty(); ) {
          events.forEach(replay::take);
          events = next(log, from, core);
        }
        replay.flush();
        return core.engine.head();
      }
    }
  }

  private static List<Recorded> next(EventLog log, Connection from, Core core) throws SQLException {
    return log.read(from, "true", core.engine.head(), EVENTS_AT_ONCE);
  }

  /** Applies events, and writes what they changed now and then. */
  private static final class Replay {
    private final Core core;
    private final Rows rows;
    private final Connection to;
    private int taken;

    Replay(Core core, Rows rows, Connection to) {
      this.core = core;
      this.rows = rows;
      this.to = to;
    }

    void take(Recorded event) {
      try {
        while (core.engine.replay(event) instanceof Answer.Absent(var home)) {
          rows.load(core.tables, home);
        }
        if (++taken % EVENTS_AT_ONCE == 0) {
          flush();
        }
      } catch (SQLException e) {
        throw new Journal.Unavailable(Faults.reason(e), e);
      }
    }

    void flush() throws SQLException {
      Database.transaction(to, () -> rows.write(core.engine.batch().changes()));
      core.engine.committed();
    }
  }

  private static void replace(Connection connection, TableColumns<?, ?> columns)
      throws SQLException {
    var table = Translation.table(columns);
    var names = String.join(", ", RowTable.written(columns));
    Database.execute(connection, "DELETE FROM main." + table);
    Database.execute(
        connection,
        "INSERT INTO main.%1$s (%2$s) SELECT %2$s FROM scratch.%1$s ORDER BY key"
            .formatted(table, names));
  }

  private static Optional<Difference> difference(Connection connection, TableColumns<?, ?> columns)
      throws SQLException {
    var differs =
        RowTable.written(columns).stream()
            .map(name -> "a.%1$s IS NOT b.%1$s".formatted(name))
            .collect(Collectors.joining(" OR "));
    // rows of an older version are read through a lift, and their JSON may differ
    var sql =
        """
        SELECT coalesce(a.key, b.key), a.body, b.body
        FROM main.%1$s AS a FULL JOIN scratch.%1$s AS b ON a.key = b.key
        WHERE (a.version IS b.version OR a.key IS NULL OR b.key IS NULL) AND (%2$s)
        LIMIT 1\
        """
            .formatted(Translation.table(columns), differs);
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      return found.next()
          ? Optional.of(
              new Difference(
                  columns.table(), found.getString(1), found.getString(2), found.getString(3)))
          : Optional.empty();
    }
  }

  private void discard() throws IOException {
    for (var suffix : List.of("", "-wal", "-shm")) {
      var file = scratch.file();
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
  }
}
