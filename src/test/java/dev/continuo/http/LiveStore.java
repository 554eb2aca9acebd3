package dev.continuo.http;

import dev.continuo.engine.Recorded;
import dev.continuo.engine.RetentionCommand;
import dev.continuo.engine.Row;
import dev.continuo.host.LiveEngine;
import dev.continuo.journal.Journal;
import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads what a {@link LiveEngine} has committed, counts the reads, and fails when a test says so.
 */
final class LiveStore implements Reader {
  private final LiveEngine engine;
  private final Reader committed;
  final AtomicInteger runReads = new AtomicInteger();
  final AtomicInteger eventReads = new AtomicInteger();
  volatile long floor;
  volatile boolean away;

  LiveStore(LiveEngine engine) {
    this.engine = engine;
    this.committed = engine.journal().reader();
  }

  @Override
  public long head() {
    if (away) {
      throw new Journal.Unavailable("gone", new IllegalStateException("gone"));
    }
    return engine.commits().head();
  }

  @Override
  public long floor() {
    return floor;
  }

  @Override
  public <R extends Row> RowQuery.Page<R> rows(RowQuery<?, R> query) {
    return committed.rows(query);
  }

  @Override
  public <R extends Row> Optional<R> first(RowQuery<?, R> query) {
    return committed.first(query);
  }

  @Override
  public Optional<Run> run(RunId id) {
    head();
    runReads.incrementAndGet();
    return committed.run(id);
  }

  @Override
  public Counts counts(RunId run) {
    return committed.counts(run);
  }

  @Override
  public List<RetentionCommand.Forget> expired(Instant now, int max) {
    return committed.expired(now, max);
  }

  @Override
  public List<Recorded> events(long after, int max) {
    return seen(after, committed.events(after, max));
  }

  @Override
  public List<Recorded> events(RunId run, long after, int max) {
    return seen(after, committed.events(run, after, max));
  }

  /** What everybody has been told is written. */
  private List<Recorded> seen(long after, List<Recorded> events) {
    eventReads.incrementAndGet();
    if (after < floor) {
      throw new Journal.Archived(floor);
    }
    var head = engine.commits().head();
    return events.stream().filter(event -> event.sequence() <= head).toList();
  }
}
