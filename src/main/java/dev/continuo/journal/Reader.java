package dev.continuo.journal;

import dev.continuo.engine.Caller;
import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Request;
import dev.continuo.engine.RetentionCommand;
import dev.continuo.engine.Row;
import dev.continuo.journal.columns.QuarantineColumns;
import dev.continuo.journal.columns.RequestColumns;
import dev.continuo.journal.columns.RunColumns;
import dev.continuo.journal.columns.TaskColumns;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads rows and events as they were committed, without the engine. Each call sees one moment of
 * the store. Thread-safe; every method may throw {@link Journal.Unavailable}.
 */
public interface Reader {
  /** A read answers at most so many rows or events, whatever is asked for. */
  int ROWS_MAX = 10_000;

  /** One page of the rows that a query asks for. */
  <R extends Row> RowQuery.Page<R> rows(RowQuery<?, R> query);

  /** The first of the rows that a query asks for. */
  <R extends Row> Optional<R> first(RowQuery<?, R> query);

  default Optional<Run> run(RunId id) {
    return first(RowQuery.of(RunColumns.COLUMNS).key(id));
  }

  default Optional<Task> task(TaskId id) {
    return first(RowQuery.of(TaskColumns.COLUMNS).key(id));
  }

  /** The request that was answered under this key, if it asked for the same and is still kept. */
  default Optional<Request> request(Caller.Key key) {
    return first(RowQuery.of(RequestColumns.COLUMNS).key(key.value()))
        .filter(request -> request.body().equals(key.body()));
  }

  /** The run's task of this name. */
  default Optional<Task> task(RunId run, String name) {
    return first(RowQuery.of(TaskColumns.COLUMNS).in(run.number()).where("name", Set.of(name)));
  }

  /** The run's tasks from this index on, in order. */
  default List<Task> tasks(RunId run, int fromIndex, int limit) {
    var all = RowQuery.of(TaskColumns.COLUMNS).in(run.number()).limit(Math.min(limit, ROWS_MAX));
    return rows(fromIndex == 0 ? all : all.after(run.task(fromIndex - 1))).rows();
  }

  /** How many tasks of the run stand where, as {@link dev.continuo.run.Standing#of} says. */
  Counts counts(RunId run);

  /** The quarantines that are in force. */
  default List<Quarantine> quarantines() {
    return rows(RowQuery.of(QuarantineColumns.COLUMNS).where("state", Set.of("set"))).rows();
  }

  /**
   * What has been kept for long enough, as commands that delete it; those that have waited for
   * longest first.
   *
   * @param max how many commands at most
   */
  List<RetentionCommand.Forget> expired(Instant now, int max);

  /**
   * The events after {@code after}, in order.
   *
   * @throws Journal.Archived when {@code after} is before {@link #floor}
   */
  List<Recorded> events(long after, int max);

  /** The events of one run among them. */
  List<Recorded> events(RunId run, long after, int max);

  /** The number of the newest event. */
  long head();

  /** The number of the newest event that is only in the archive; 0 when all are here. */
  long floor();
}
