package dev.continuo.journal.sqlite;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Request;
import dev.continuo.engine.Tables;
import dev.continuo.journal.EventHomes;
import dev.continuo.journal.Journal;
import dev.continuo.journal.Reader;
import dev.continuo.journal.codec.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
  private long sequence;
  private boolean doubtful;
  private boolean closed;

  private SqliteJournal(Connection writer, EventLog log, Rows rows, Reads reads, Parts parts)
      throws SQLException {
    this.writer = writer;
    this.log = log;
    this.rows = rows;
    this.reads = reads;
    this.commit = parts.commit;
    this.reader = new SqliteReader(reads, log, parts.codec);
    this.archive = new Archive(parts.database, parts.codec, rows.liveHomesSql());
    this.sequence = EventLog.head(writer).sequence();
    HeadNote.check(parts.database.file(), sequence);
    this.files = new HeldFiles(parts.database.file());
    this.note = HeadNote.open(parts.database.file());
  }

  /** What a journal is made of, beside its file. */
  record Parts(Database database, Codec codec, Tables tables, Commit commit) {}

  /**
   * Opens the store, or makes one; its folder must be there.
   *
   * @throws dev.continuo.journal.StoreRefused when the file cannot be used
   */
  public static SqliteJournal open(Path file, Codec codec, Tables tables) {
    return open(new Parts(Database.durable(file), codec, tables, Commit.PLAIN));
  }

  static SqliteJournal open(Parts parts) {
    var database = parts.database;
    try {
      var writer = database.writer();
      try {
        database.checkIfSmall(writer);
        Migrations.apply(database.file(), writer, Migrations.known());
        var log = new EventLog(parts.codec, new EventHomes(parts.tables), writer);
        var rows = new Rows(writer, parts.codec, parts.tables);
        return new SqliteJournal(writer, log, rows, new Reads(database, READ_MAX), parts);
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  /**
   * Copies what can leave the log into an archive file: the oldest events, up to the first of a run
   * that had not ended at {@code before}. Nothing is forgotten until {@link #forget} is told. Reads
   * all of it, so it takes its time, but any thread may call it; one at a time.
   */
  public Optional<Archive.Part> archive(Instant before) {
    try {
      return archive.write(before);
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    } catch (IOException e) {
      throw new Unavailable("the archive cannot be written: " + e.getMessage(), e);
    }
  }

  /** Takes what was archived out of the log, for readers at once. The host's thread calls it. */
  public void forget(Archive.Part part) {
    try {
      Archive.adopt(writer, part);
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    }
  }

  /**
   * Deletes some of what readers do not see any more, and of the requests that were answered before
   * {@link dev.continuo.engine.Request#KEPT}; returns whether there may be more. The host's thread
   * calls it, in between.
   */
  public boolean prune(Instant now) {
    try {
      return Archive.prune(writer, now.minus(Request.KEPT));
    } catch (SQLException e) {
      throw new Unavailable(Faults.reason(e), e);
    }
  }

  /** Reads beside the writer; lives as long as the journal. */
  public Reader reader() {
    return reader;
  }

  @Override
  public Head head() {
    try {
      return doubtful ? settled() : EventLog.head(writer);
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

  private void write(Batch batch) throws SQLException {
    Database.execute(writer, "BEGIN IMMEDIATE");
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
    try {
      return settled().sequence() >= batch.events().getLast().sequence()
          ? new Appended.Committed()
          : new Appended.Failed(Faults.reason(e));
    } catch (SQLException again) {
      return new Appended.Unknown(Faults.reason(e));
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

  @Override
  public List<Recorded> events(long after, int max) {
    return reader.events(after, max);
  }

  @Override
  public long floor() {
    return reads.ask(EventLog::floor);
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
      rows.close();
      note.close();
      writer.close();
    } catch (SQLException e) {
      // every commit is on disk already; the next opening replays the write-ahead log
    }
  }
}
