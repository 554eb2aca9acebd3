package dev.continuo.journal.sqlite;

import java.util.Set;
import dev.continuo.journal.columns.QuarantineColumns;
import dev.continuo.engine.Batch;
import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Row;
import dev.continuo.engine.Tables;
import dev.continuo.journal.EventHomes;
import dev.continuo.journal.Journal;
import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.columns.Columns;
import dev.continuo.journal.columns.RunColumns;
import dev.continuo.journal.columns.TaskColumns;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One moment of a store, read beside whoever writes to it and for as long as that takes. For one
 * thread; every method may throw {@link Journal.Unavailable}.
 *
 * <p>As long as it is open the write-ahead log grows, and is not begun anew.
 */
public final class Snapshot implements AutoCloseable {
  private static final Pattern REFERENCE = Pattern.compile("\"sha256\\\\*\":\\\\*\"([0-9a-f]{64})");
  private static final int TASKS_AT_ONCE = Reader.ROWS_MAX;

  private final Connection connection;
  private final Codec codec;
  private final Archive archive;

  private Snapshot(Connection connection, Codec codec, Archive archive) {
    this.connection = connection;
    this.codec = codec;
    this.archive = archive;
  }

  /**
   * The store as it is now.
   *
   * @throws StoreRefused when the file is none that this version reads
   */
  public static Snapshot of(Path store, Codec codec) {
    var database = Database.durable(store);
    try {
      var connection = database.reader();
      try {
        connection.setAutoCommit(false);
        Migrations.check(store, connection);
        return new Snapshot(connection, codec, new Archive(database, codec, ""));
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  /** Asks the connection. */
  private <T> T ask(Reads.Question<T> question) {
    try {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new Journal.Unavailable(Faults.reason(e), e);
    }
  }

  public Journal.Head head() {
    return ask(EventLog::head);
  }

  /** The number of the newest migration of the store. */
  public int schema() {
    return ask(it -> (int) Database.number(it, "SELECT max(number) FROM migration"));
  }

  public Optional<Run> run(RunId id) {
    return ask(it -> some(it, RowQuery.of(RunColumns.COLUMNS).key(id), 1).stream().findFirst());
  }

  /** The name of a run, also of one whose row cannot be read. */
  public Optional<String> name(RunId id) {
    return ask(
        it -> {
          try (var select = it.prepareStatement("SELECT name FROM run WHERE key = ?")) {
            select.setLong(1, id.number());
            try (var found = select.executeQuery()) {
              return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** The quarantines that are in force. */
  public List<Quarantine> quarantines() {
    var inForce = RowQuery.of(QuarantineColumns.COLUMNS).where("state", Set.of("set"));
    return ask(it -> some(it, inForce, Reader.ROWS_MAX));
  }

  /** Like {@link Journal#loadLive}. */
  public void loadLive(Tables tables) {
    withRows(
        tables,
        rows -> {
          rows.loadLive(tables);
          return true;
        });
  }

  /** Like {@link Journal#load}. */
  public void load(Tables tables, long home) {
    withRows(
        tables,
        rows -> {
          rows.load(tables, home);
          return true;
        });
  }

  /** The homes that {@link #loadLive} loads beside the one that is always there. */
  public List<Long> liveHomes(Tables tables) {
    return withRows(tables, rows -> rows.liveHomes(tables));
  }

  private interface Act<T> {
    T with(Rows rows) throws SQLException;
  }

  private <T> T withRows(Tables tables, Act<T> act) {
    return ask(
        it -> {
          try (var rows = new Rows(it, codec, tables, Columns.ALL)) {
            return act.with(rows);
          }
        });
  }

  /**
   * Writes a batch down as a journal would, and then nowhere.
   *
   * @throws dev.continuo.engine.StepBug when it could not
   */
  public void rehearse(Batch batch, Tables tables) {
    var homes = new EventHomes(tables);
    batch.events().forEach(event -> EventLog.entry(codec, homes, event));
    withRows(
        tables,
        rows -> {
          rows.encode(batch.changes());
          rows.clear();
          return true;
        });
  }

  /** All runs, the oldest first. */
  public List<Run> runs() {
    return ask(it -> some(it, RowQuery.of(RunColumns.COLUMNS), Integer.MAX_VALUE));
  }

  /** A run that has ended, and of whose tasks none is live any more. */
  public record EndedRun(RunId id, String name, Instant at) {}

  /** The one of this id if it has ended. */
  public Optional<EndedRun> ended(RunId id) {
    return ask(
        it -> {
          try (var select =
              it.prepareStatement(
                  "SELECT name, since_ns FROM run WHERE key = ?1 AND live = 0"
                      + " AND NOT EXISTS (SELECT 1 FROM task WHERE home = ?1 AND live = 1)")) {
            select.setLong(1, id.number());
            try (var found = select.executeQuery()) {
              return found.next()
                  ? Optional.of(
                      new EndedRun(
                          id, found.getString(1), Instant.ofEpochSecond(0, found.getLong(2))))
                  : Optional.empty();
            }
          }
        });
  }

  public Counts counts(RunId run) {
    return ask(it -> SqliteReader.counts(it, run));
  }

  /** The tasks of a run, in their order. */
  public void tasks(RunId run, Consumer<Task> to) {
    var query = RowQuery.of(TaskColumns.COLUMNS).in(run.number());
    while (true) {
      var page = query;
      var some = ask(it -> some(it, page, TASKS_AT_ONCE));
      some.forEach(to);
      if (some.size() < TASKS_AT_ONCE) {
        return;
      }
      query = query.after(some.getLast().id());
    }
  }

  private <R extends Row> List<R> some(Connection it, RowQuery<?, R> query, int max)
      throws SQLException {
    return Listing.read(it, codec, query, max).stream().map(RowQuery.Found::row).toList();
  }

  /**
   * All events since the first, those of the archive too.
   *
   * @throws StoreRefused when a file of the archive is missing
   */
  public void events(Consumer<Recorded> to) {
    try {
      archive.replay(connection, to);
      try (var select =
              connection.prepareStatement(
                  "SELECT %s FROM event WHERE sequence > (SELECT floor FROM store) ORDER BY sequence"
                      .formatted(EventLog.COLUMNS));
          var found = select.executeQuery()) {
        while (found.next()) {
          to.accept(EventLog.event(codec, found));
        }
      }
    } catch (SQLException e) {
      throw new Journal.Unavailable(Faults.reason(e), e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The files of the archive. */
  public List<Archive.Part> archive() {
    return ask(archive::parts);
  }

  /** The hash of each blob that a row or an event of the log refers to, more than once too. */
  public void references(Consumer<String> to) {
    ask(
        it -> {
          for (var columns : Columns.ALL) {
            references(it, Translation.table(columns), to);
          }
          references(it, "event", to);
          return true;
        });
  }

  private static void references(Connection connection, String table, Consumer<String> to)
      throws SQLException {
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "SELECT body FROM " + table + " WHERE instr(body, 'sha256') > 0")) {
      while (found.next()) {
        references(found.getString(1), to);
      }
    }
  }

  /** The same of the events in the archive, which are read one after the other. */
  public void archivedReferences(Consumer<String> to) {
    try {
      for (var part : archive()) {
        Archive.lines(part, line -> references(line, to));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static void references(String json, Consumer<String> to) {
    var references = REFERENCE.matcher(json);
    while (references.find()) {
      to.accept(references.group(1));
    }
  }

  private static Journal.Unavailable unreadable(IOException e) {
    return new Journal.Unavailable("the archive cannot be read: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // a reader has nothing to lose
    }
  }
}
