package dev.continuo.server;

import dev.continuo.host.LoopThread;
import dev.continuo.journal.Journal;
import dev.continuo.journal.sqlite.SqliteJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Moves old events to the archive and forgets old requests, some at a time, beside the engine.
 *
 * <p>The reading of what is to be archived happens on a thread of its own; what writes to the store
 * is done by the engine's thread, in between.
 */
final class Housekeeping implements AutoCloseable {
  /** Events of ended runs are kept in the store for so long. */
  static final Duration RETENTION = Duration.ofDays(30);

  private static final Duration EVERY = Duration.ofHours(6);
  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final SqliteJournal journal;
  private final LoopThread engine;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  Housekeeping(SqliteJournal journal, LoopThread engine) {
    this.journal = journal;
    this.engine = engine;
  }

  void start() {
    var _ =
        thread.scheduleWithFixedDelay(
            this::tidy, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void tidy() {
    var now = Instant.ofEpochMilli(System.currentTimeMillis());
    try {
      journal
          .archive(now.minus(RETENTION))
          .ifPresent(
              part ->
                  engine
                      .inspect(
                          () -> {
                            journal.forget(part);
                            return part;
                          })
                      .join());
      while (engine.inspect(() -> journal.prune(now)).join()) {
        LOG.log(System.Logger.Level.DEBUG, "pruned a part of what is archived");
      }
    } catch (Journal.Unavailable later) {
      LOG.log(System.Logger.Level.WARNING, "the log is not archived now: {0}", later.getMessage());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
