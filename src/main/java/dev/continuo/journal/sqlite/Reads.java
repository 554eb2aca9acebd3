package dev.continuo.journal.sqlite;

import dev.continuo.journal.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/**
 * Reads on connections of their own, by a few platform threads: a native call holds its thread, and
 * four slow ones on virtual threads would hold up everybody else. Thread-safe.
 */
final class Reads implements AutoCloseable {
  static final int READERS = 4;
  static final int WAITING_MAX = 1_000;

  /** How many steps SQLite takes between two looks at the clock. */
  private static final int STEPS_PER_LOOK = 10_000;

  /** A question to the store, answered within one transaction. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /** A reader's own; each thread belongs to one pool. */
  private static final ThreadLocal<@Nullable Session> SESSION = new ThreadLocal<>();

  private final Database database;
  private final Duration limit;
  private final ThreadPoolExecutor readers;

  /** Threads of readers that have not closed their connection yet. */
  private final Set<Thread> living = ConcurrentHashMap.newKeySet();

  Reads(Database database, Duration limit) {
    this.database = database;
    this.limit = limit;
    var number = new AtomicInteger();
    readers =
        new ThreadPoolExecutor(
            READERS,
            READERS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING_MAX),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("journal-reader-" + number.incrementAndGet())
                    .unstarted(() -> serve(task)));
    readers.allowCoreThreadTimeOut(true);
  }

  /**
   * Waits for the answer.
   *
   * @throws Journal.Unavailable when it takes longer than the limit, or cannot be given
   */
  <T> T ask(Question<T> question) {
    try {
      return readers.submit(() -> answer(question)).get();
    } catch (RejectedExecutionException e) {
      throw new Journal.Unavailable("too many reads wait for the store, or it is closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Journal.Unavailable("the read was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw new Journal.Unavailable(Faults.reason(sql), sql);
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("bug: a read failed", e);
    }
  }

  private <T> T answer(Question<T> question) throws SQLException {
    var session = SESSION.get();
    if (session == null) {
      session = new Session(database.reader());
      SESSION.set(session);
    }
    return session.answer(question, limit);
  }

  /** A reader's life: it closes its connection when there was nothing to read for a minute. */
  private void serve(Runnable work) {
    living.add(Thread.currentThread());
    try {
      work.run();
    } finally {
      var session = SESSION.get();
      SESSION.remove();
      if (session != null) {
        session.close();
      }
      living.remove(Thread.currentThread());
    }
  }

  /** Waits until no reader is left: only the last to leave a store brings its log into it. */
  @Override
  public void close() {
    readers.shutdown();
    try {
      if (!readers.awaitTermination(limit.toMillis() * 2, TimeUnit.MILLISECONDS)) {
        readers.shutdownNow();
      }
      // the executor has forgotten its threads before they are at their end
      for (var thread : living) {
        thread.join(limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One reader's connection; used by its thread alone. */
  private static final class Session extends ProgressHandler {
    private final Connection connection;
    private long deadline;

    Session(Connection connection) throws SQLException {
      this.connection = connection;
      connection.setAutoCommit(false);
      ProgressHandler.setHandler(connection, STEPS_PER_LOOK, this);
    }

    <T> T answer(Question<T> question, Duration limit) throws SQLException {
      deadline = System.nanoTime() + limit.toNanos();
      try {
        return question.ask(connection);
      } finally {
        connection.rollback();
      }
    }

    @Override
    protected int progress() {
      return System.nanoTime() - deadline > 0 ? 1 : 0;
    }

    void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        // a reader has nothing to lose
      }
    }
  }
}
