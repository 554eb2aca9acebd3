package dev.continuo.journal.sqlite;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Tables;
import dev.continuo.journal.EventHomes;
import dev.continuo.journal.Journal;
import dev.continuo.journal.Reader;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.columns.Columns;
import dev.continuo.journal.columns.TableColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A journal in one file. Whoever opens it has made sure that no other process writes to the file.
 *
 * <p>A commit that fails in the act is not believed in either way: a write that succeeds after it
 * overtakes whatever is left of it in the write-ahead log, so that what the log says from then on
 * stays true even if power is lost.
 */
public final class SqliteJournal implements Journal {
  /** No read may take longer. */
  static final Duration READ_MAX = Duration.ofSeconds(2);

  private final Connection writer;
  private final EventLog log;
  private final Rows rows;
  private final Reads reads;
  private final Commit commit;
  private final SqliteReader reader;
  private final Archive archive;
  private final HeldFiles files;
  private final HeadNote note;
  private final Leaders leaders;
  private final Leadership leadership;
  private long sequence;
  private boolean leading;
  private boolean doubtful;
  private boolean closed;

  private SqliteJournal(Connection writer, EventLog log, Rows rows, Reads reads, Parts parts)
      throws SQLException {
    this.writer = writer;
    this.log = log;
    this.rows = rows;
    this.reads = reads;
    this.commit = parts.commit;
    this.reader = new SqliteReader(reads, log, parts.codec, parts.columns);
    this.archive = new Archive(parts.database, parts.codec, rows.liveHomesSql());
    this.sequence = EventLog.head(writer).sequence();
    HeadNote.check(parts.database.file(), sequence);
    this.files = new HeldFiles(parts.database.file());
    this.note = HeadNote.open(parts.database.file());
    this.leaders = new Leaders(writer);
    this.leadership =
        new Leadership(leaders.newest(), ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
  }

  /** What a journal is made of, beside its file. */
  record Parts(
      Database database,
      Codec codec,
      Tables tables,
      List<TableColumns<?, ?>> columns,
      Commit commit) {}

  /**
   * Opens the store, or makes one; its folder must be there.
   *
   * @throws dev.continuo.journal.StoreRefused when the file cannot be used
   */
  public static SqliteJournal open(Path file, Codec codec, Tables tables) {
    return open(new Parts(Database.durable(file), codec, tables, Columns.ALL, Commit.PLAIN));
  }

  static SqliteJournal open(Parts parts) {
    var database = parts.database;
    try {
      var writer = database.writer();
      try {
        database.checkIfSmall(writer);
        Migrations.apply(database.file(), writer, Migrations.known());
        var log = new EventLog(parts.codec, new EventHomes(parts.tables), writer);
        var rows = new Rows(writer, parts.codec, parts.tables, parts.columns);
        return new SqliteJournal(writer, log, rows, new Reads(database, READ_MAX), parts);
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  @Override
  public Leadership leadership() {
    return leadership;
  }

  @Override
  public Optional<Part> archive(Instant before) {
    try {
      return archive.write(before);
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    } catch (IOException e) {
      throw new Unavailable("the archive cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void forget(Part part) {
    try {
      Archive.adopt(writer, part);
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    }
  }

  @Override
  public boolean prune() {
    try {
      return Archive.prune(writer);
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    }
  }

  @Override
  public Reader reader() {
    return reader;
  }

  @Override
  public Head head() {
    try {
      var head = doubtful ? settled() : EventLog.head(writer);
      if (!leading) {
        sequence = head.sequence();
      }
      return head;
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    }
  }

  @Override
  public void loadLive(Tables tables) {
    try {
      rows.loadLive(tables);
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    }
  }

  @Override
  public void load(Tables tables, long home) {
    try {
      rows.load(tables, home);
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    }
  }

  @Override
  public Appended append(Batch batch) {
    var gone = files.gone();
    if (gone.isPresent()) {
      return withdrawn(gone.get());
    }
    try {
      if (doubtful) {
        settled();
      }
      Database.execute(writer, "BEGIN IMMEDIATE");
      var leader = leaders.newest();
      leading = leader == leadership.own();
      if (!leading && !mayLead(leader)) {
        Database.rollback(writer);
        return new Appended.Fenced("leader " + leader);
      }
      checkOrder(batch);
      write(batch);
    } catch (SQLException e) {
      undo();
      return new Appended.Failed(Faults.reason(e));
    } catch (RuntimeException | Error e) {
      undo();
      throw e;
    }
    try {
      commit.commit(writer);
    } catch (SQLException e) {
      return doubted(batch, e);
    }
    sequence += batch.events().size();
    note.write(sequence);
    return new Appended.Committed();
  }

  /** Brings into the file what only a log has that nobody can find any more. */
  private Appended withdrawn(String name) {
    try {
      Database.number(writer, "PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      // closing the store tries it again
    }
    return new Appended.Failed(
        "`" + name + "` was deleted or replaced while it was in use; restart the server");
  }

  private void checkOrder(Batch batch) {
    var next = sequence + 1;
    for (var event : batch.events()) {
      if (event.sequence() != next++) {
        throw new IllegalStateException("bug: event " + event.sequence() + " comes out of order");
      }
    }
  }

  /** Whether nobody has written anything that the host has not seen. */
  private boolean mayLead(long leader) throws SQLException {
    return leader == leadership.before() && EventLog.head(writer).sequence() == sequence;
  }

  private void write(Batch batch) throws SQLException {
    if (!leading) {
      leaders.lead(leadership.own(), batch.events().getFirst().sequence());
    }
    log.write(batch.events());
    rows.write(batch.changes());
  }

  private void undo() {
    log.clear();
    rows.clear();
    Database.rollback(writer);
  }

  private Appended doubted(Batch batch, SQLException e) {
    doubtful = true;
    undo();
    return switch (resolve(batch)) {
      case Resolved.In _ -> new Appended.Committed();
      case Resolved.Out _ -> new Appended.Failed(Faults.reason(e));
      case Resolved.Unavailable _ -> new Appended.Unknown(Faults.reason(e));
    };
  }

  @Override
  public Resolved resolve(Batch batch) {
    try {
      var last = batch.events().getLast().sequence();
      return settled().sequence() >= last && leaders.of(last) == leadership.own()
          ? new Resolved.In()
          : new Resolved.Out();
    } catch (SQLException e) {
      return new Resolved.Unavailable(Faults.reason(e));
    }
  }

  /** Where the log stands for good, now that a write after the doubtful one has succeeded. */
  private Head settled() throws SQLException {
    Database.rollback(writer);
    Database.transaction(
        writer, () -> Database.execute(writer, "UPDATE store SET doubts = doubts + 1"));
    var head = EventLog.head(writer);
    sequence = head.sequence();
    doubtful = false;
    return head;
  }

  /** Lets a test look at the writer's connection. */
  <T> T withWriter(Reads.Question<T> question) throws SQLException {
    return question.ask(writer);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    reads.close();
    try {
      log.close();
      leaders.close();
      rows.close();
      note.close();
      writer.close();
    } catch (SQLException e) {
      // every commit is on disk already; the next opening replays the write-ahead log
    }
  }
}
