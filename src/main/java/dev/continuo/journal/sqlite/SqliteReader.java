package dev.continuo.journal.sqlite;

import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Row;
import dev.continuo.journal.Reader;
import dev.continuo.journal.codec.Codec;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what a {@link SqliteJournal} keeps, on the journal's reading connections. */
final class SqliteReader implements Reader {
  static final String TASKS_OF_RUN = RunOf.TASKS + " ORDER BY key LIMIT ?3";

  private final Reads reads;
  private final EventLog log;
  private final Codec codec;

  /** Where the tasks of a run stand. */
  private static final class RunOf {
    static final String TASKS =
        "key BETWEEN (?1 << %1$d) + ?2 AND (?1 << %1$d) + %2$d"
            .formatted(TaskColumns.INDEX_BITS, TaskId.INDEX_MAX);
  }

  SqliteReader(Reads reads, EventLog log, Codec codec) {
    this.reads = reads;
    this.log = log;
    this.codec = codec;
  }

  @Override
  public Optional<Run> run(RunId id) {
    return reads.ask(
        connection ->
            rows(connection, RunColumns.COLUMNS, "key = ?", id.number()).stream().findFirst());
  }

  @Override
  public List<Run> runs(Runs wanted) {
    var before = wanted.before();
    var parameters = new ArrayList<Object>();
    parameters.add(before == null ? Long.MAX_VALUE : before.number());
    parameters.addAll(wanted.states());
    parameters.add(Math.min(wanted.limit(), ROWS_MAX));
    var states =
        wanted.states().isEmpty()
            ? ""
            : wanted.states().stream()
                .map(_ -> "?")
                .collect(Collectors.joining(", ", " AND state IN (", ")"));
    var condition = "key < ?" + states + " ORDER BY key DESC LIMIT ?";
    return reads.ask(
        connection -> rows(connection, RunColumns.COLUMNS, condition, parameters.toArray()));
  }

  @Override
  public List<Task> tasks(RunId run, int fromIndex, int limit) {
    return reads.ask(
        connection ->
            rows(
                connection,
                TaskColumns.COLUMNS,
                TASKS_OF_RUN,
                run.number(),
                fromIndex,
                Math.min(limit, ROWS_MAX)));
  }

  @Override
  public Optional<Task> task(TaskId id) {
    return reads.ask(
        connection ->
            rows(connection, TaskColumns.COLUMNS, "key = ?", id.value()).stream().findFirst());
  }

  @Override
  public Optional<Task> named(RunId run, String name) {
    var condition = RunOf.TASKS + " AND name = ?3 LIMIT 1";
    return reads.ask(
        connection ->
            rows(connection, TaskColumns.COLUMNS, condition, run.number(), 0, name).stream()
                .findFirst());
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
  public List<Quarantine> quarantines() {
    return reads.ask(connection -> quarantines(codec, connection));
  }

  static List<Quarantine> quarantines(Codec codec, Connection connection) throws SQLException {
    var condition = "state = 'set' ORDER BY since_ns LIMIT " + ROWS_MAX;
    return rows(codec, connection, QuarantineColumns.COLUMNS, condition);
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

  private <R extends Row> List<R> rows(
      Connection connection, TableColumns<?, R> columns, String condition, Object... parameters)
      throws SQLException {
    return rows(codec, connection, columns, condition, parameters);
  }

  /** The rows of a table for which a condition holds. */
  static <R extends Row> List<R> rows(
      Codec codec,
      Connection connection,
      TableColumns<?, R> columns,
      String condition,
      Object... parameters)
      throws SQLException {
    var sql = "SELECT version, body FROM %s WHERE %s".formatted(RowTable.name(columns), condition);
    try (var select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      try (var found = select.executeQuery()) {
        var rows = new ArrayList<R>();
        while (found.next()) {
          var entry = new Codec.Entry(columns.table(), found.getInt(1), found.getString(2));
          rows.add(codec.row(columns.rowType(), entry));
        }
        return rows;
      }
    }
  }

  @Override
  public void close() {}
}
