package dev.continuo.journal.sqlite;

import dev.continuo.engine.Recorded;
import dev.continuo.engine.RetentionCommand;
import dev.continuo.engine.Row;
import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.columns.Column;
import dev.continuo.journal.columns.TableColumns;
import dev.continuo.journal.columns.TaskColumns;
import dev.continuo.run.Counts;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Reads what a {@link SqliteJournal} keeps, on the journal's reading connections. */
final class SqliteReader implements Reader {
  private final Reads reads;
  private final EventLog log;
  private final Codec codec;
  private final List<TableColumns<?, ?>> tables;

  /** Where the tasks of a run stand. */
  private static final class RunOf {
    static final String TASKS =
        "key BETWEEN (?1 << %1$d) + ?2 AND (?1 << %1$d) + %2$d"
            .formatted(TaskColumns.INDEX_BITS, TaskId.INDEX_MAX);
  }

  SqliteReader(Reads reads, EventLog log, Codec codec, List<TableColumns<?, ?>> tables) {
    this.reads = reads;
    this.log = log;
    this.codec = codec;
    this.tables = tables;
  }

  @Override
  public <R extends Row> RowQuery.Page<R> rows(RowQuery<?, R> query) {
    return query.page(reads.ask(it -> Listing.read(it, codec, query, query.limit() + 1)));
  }

  @Override
  public <R extends Row> Optional<R> first(RowQuery<?, R> query) {
    return reads.ask(it -> Listing.read(it, codec, query, 1)).stream()
        .findFirst()
        .map(RowQuery.Found::row);
  }

  @Override
  public List<RetentionCommand.Forget> expired(Instant now, int max) {
    return reads.ask(
        connection -> {
          var forget = new ArrayList<RetentionCommand.Forget>();
          for (var table : tables) {
            if (table.expires()) {
              var keys = expired(connection, table, now, max * RetentionCommand.Forget.KEYS_MAX);
              forget.addAll(RetentionCommand.Forget.each(table.table(), keys));
            }
          }
          return List.copyOf(forget.subList(0, Math.min(forget.size(), max)));
        });
  }

  private static List<String> expired(
      Connection connection, TableColumns<?, ?> table, Instant now, int max) throws SQLException {
    var column = Translation.name(table.column(Column.KEPT_UNTIL));
    try (var select =
        connection.prepareStatement(
            "SELECT key FROM %1$s WHERE %2$s <= ? ORDER BY %2$s LIMIT ?"
                .formatted(Translation.table(table), column))) {
      select.setLong(1, Translation.nanos(now));
      select.setInt(2, max);
      try (var found = select.executeQuery()) {
        var keys = new ArrayList<String>();
        while (found.next()) {
          keys.add(found.getString(1));
        }
        return keys;
      }
    }
  }

  @Override
  public Counts counts(RunId run) {
    return reads.ask(connection -> counts(connection, run));
  }

  static Counts counts(Connection connection, RunId run) throws SQLException {
    var counts = new EnumMap<Standing, Integer>(Standing.class);
    try (var select =
        connection.prepareStatement(
            "SELECT standing, count(*) FROM task WHERE " + RunOf.TASKS + " GROUP BY 1")) {
      select.setLong(1, run.number());
      select.setLong(2, 0);
      try (var found = select.executeQuery()) {
        while (found.next()) {
          counts.put(TaskColumns.standing(found.getString(1)), found.getInt(2));
        }
      }
    }
    return Counts.by(standing -> counts.getOrDefault(standing, 0));
  }

  @Override
  public List<Recorded> events(long after, int max) {
    return reads.ask(connection -> log.read(connection, "true", after, Math.min(max, ROWS_MAX)));
  }

  @Override
  public List<Recorded> events(RunId run, long after, int max) {
    return reads.ask(
        connection ->
            log.read(connection, "home = " + run.number(), after, Math.min(max, ROWS_MAX)));
  }

  @Override
  public long head() {
    return reads.ask(EventLog::head).sequence();
  }

  @Override
  public long floor() {
    return reads.ask(EventLog::floor);
  }
}
