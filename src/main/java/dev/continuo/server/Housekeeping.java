package dev.continuo.server;

import dev.continuo.cli.Upkeep.Mode;
import dev.continuo.engine.Caller;
import dev.continuo.host.LoopThread;
import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefused;
import dev.continuo.upkeep.Clearing;
import dev.continuo.upkeep.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps the data folder small, some at a time, beside the engine: old events move to the archive,
 * rows leave that have ended and were kept for long enough, folders of turns and texts go that are
 * out of {@link Retention}.
 *
 * <p>What reads much and what deletes files happens on a thread of its own; what writes to the
 * store is done by the engine's thread, in between. A round that fails is tried again with the
 * next.
 */
final class Housekeeping implements AutoCloseable {
  /** Events of ended runs are kept in the store for so long. */
  static final Duration EVENTS_KEPT = Duration.ofDays(30);

  static final Duration EVERY = Duration.ofHours(6);
  private static final Duration FIRST = Duration.ofMinutes(10);

  /** To know that a text is referred to by nothing, all of the store is read. */
  private static final Duration TEXTS_EVERY = Duration.ofDays(1);

  /** Commands that delete expired rows: as many as one batch takes. */
  private static final int FORGET_AT_ONCE_MAX = 256;

  private static final int FORGET_ROUNDS_MAX = 1_000;

  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final Journal journal;
  private final LoopThread engine;
  private final Clearing clearing;
  private final Retention retention;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());
  private Instant textsFrom = Instant.MIN;

  Housekeeping(
      Journal journal,
      LoopThread engine,
      Clearing clearing,
      Retention retention,
      InstantSource clock) {
    this.journal = journal;
    this.engine = engine;
    this.clearing = clearing;
    this.retention = retention;
    this.clock = clock;
  }

  void start() {
    var _ =
        thread.scheduleWithFixedDelay(
            this::round, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /** One round of all that there is to do. */
  void round() {
    attempt("old rows: not deleted now", this::forget);
    attempt("log: not archived now", this::archive);
    attempt("folders of turns: not cleared now", this::clear);
  }

  /** Something that may fail, and is tried again with the next round. */
  private interface Chore {
    void run(Instant now) throws IOException;
  }

  private void attempt(String otherwise, Chore chore) {
    try {
      chore.run(clock.instant());
    } catch (IOException | UncheckedIOException | Journal.Unavailable | StoreRefused later) {
      LOG.log(System.Logger.Level.WARNING, "{0}, {1}", otherwise, later.getMessage());
    } catch (CancellationException stopping) {
      // the engine takes no errands any more
    } catch (RuntimeException bug) {
      // thrown on, it would end all rounds to come, and nobody would hear of it
      LOG.log(System.Logger.Level.ERROR, "bug: " + otherwise, bug);
    }
  }

  /** What cannot be deleted now is found again in the next round. */
  private void forget(Instant now) {
    var found = FORGET_AT_ONCE_MAX;
    for (int i = 0; i < FORGET_ROUNDS_MAX && found == FORGET_AT_ONCE_MAX; i++) {
      var expired = journal.reader().expired(now, FORGET_AT_ONCE_MAX);
      expired.stream()
          .map(command -> engine.submit(command, Caller.ENGINE))
          .toList()
          .forEach(CompletableFuture::join);
      found = expired.size();
    }
  }

  private void archive(Instant now) {
    journal
        .archive(now.minus(EVENTS_KEPT))
        .ifPresent(
            part ->
                between(
                    () -> {
                      journal.forget(part);
                      return part;
                    }));
    while (between(journal::prune)) {
      LOG.log(System.Logger.Level.DEBUG, "pruned a part of what is archived");
    }
  }

  private <T> T between(Supplier<T> act) {
    try {
      return engine.inspect(act).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof Journal.Unavailable away) {
        throw away;
      }
      throw failed;
    }
  }

  private void clear(Instant now) throws IOException {
    var cleared = clearing.turns(retention, now, Mode.DO);
    if (!cleared.isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "removed outputs that are out of retention, of so many runs: {0}",
          cleared.size());
    }
    if (!now.isBefore(textsFrom)) {
      clearing.texts(now, Mode.DO);
      clearing.leftovers(now, Mode.DO);
      textsFrom = now.plus(TEXTS_EVERY);
    }
  }

  /** Returns when nothing reads the store any more: its journal is closed next. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_MAX.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "housekeeping: still at work, is not waited for");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
