package dev.continuo.journal.sqlite;

import dev.continuo.engine.Change;
import dev.continuo.engine.Row;
import dev.continuo.engine.Schema;
import dev.continuo.engine.StepBug;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.columns.Key;
import dev.continuo.journal.columns.TableColumns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of all tables, on the writer's connection. */
final class Rows implements AutoCloseable {
  /** Rows that are parsed as one piece of work, and how many pieces wait to go into memory. */
  private static final int PARSED_AT_ONCE = 1_024;

  private static final int PIECES_MAX = 8;

  private final Connection connection;
  private final Map<String, RowTable<?, ?>> byName = new LinkedHashMap<>();

  /** Refuses, as a bug, a table that nobody has described. */
  Rows(Connection connection, Codec codec, Tables tables, List<TableColumns<?, ?>> all)
      throws SQLException {
    this.connection = connection;
    var described = new HashMap<String, TableColumns<?, ?>>();
    all.forEach(columns -> described.put(columns.table(), columns));
    for (var table : tables.all()) {
      var schema = table.schema();
      var columns = described.get(schema.name());
      if (columns == null
          || columns.keyType() != schema.key()
          || columns.rowType() != schema.row()) {
        throw new IllegalStateException(
            "bug: nobody described the columns of the table `"
                + schema.name()
                + "`, with keys of "
                + schema.key().getSimpleName()
                + " and rows of "
                + schema.row().getSimpleName());
      }
      if (schema.isAlone() && !(columns.key() instanceof Key.Word<?> && columns.expires())) {
        throw new IllegalStateException(
            "bug: the rows of `"
                + schema.name()
                + "` are alone, and must have words as keys and the column `kept_until`");
      }
      byName.put(schema.name(), rowTable(columns, codec));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the schema was just compared
  private RowTable<?, ?> rowTable(TableColumns<?, ?> columns, Codec codec) throws SQLException {
    return new RowTable(columns, codec, connection);
  }

  /** Writes each changed row, inside of the transaction that is open. */
  void write(List<Change<?, ?>> changes) throws SQLException {
    for (var name : encode(changes)) {
      table(name).flush();
    }
  }

  /**
   * Adds each changed row to what its table will write; returns the names of these tables.
   *
   * @throws StepBug when a row cannot be written down
   */
  Set<String> encode(List<Change<?, ?>> changes) throws SQLException {
    var touched = new TreeSet<String>();
    for (var change : changes) {
      var name = change.table().schema().name();
      touched.add(name);
      write(table(name), change);
    }
    return touched;
  }

  private static <K extends Comparable<K>> void write(RowTable<?, ?> table, Change<K, ?> change)
      throws SQLException {
    try {
      table.write(change);
    } catch (RuntimeException | Error bug) {
      var schema = change.table().schema();
      throw StepBug.row(schema, change.key(), schema.home().applyAsLong(change.key()), bug);
    }
  }

  void clear() {
    byName.values().forEach(RowTable::clear);
  }

  void load(Tables tables, long home) throws SQLException {
    var loads = new ArrayList<Runnable>();
    for (var table : tables.all()) {
      gather(tables, table, home, loads);
    }
    tables.admit(home);
    loads.forEach(Runnable::run);
  }

  private <K extends Comparable<K>, R extends Row> void gather(
      Tables tables, Table<K, R> table, long home, List<Runnable> loads) throws SQLException {
    if (home < 0 && !table.schema().isAlone()) {
      return;
    }
    for (var loaded : of(table).load(home)) {
      loads.add(() -> loaded.into(tables, table));
    }
  }

  /** What is the same for all comes first: it says which homes are barred. */
  void loadLive(Tables tables) throws SQLException {
    tables.known(highestHome(tables));
    load(tables, Schema.EVERYWHERE);
    liveHomes(tables).forEach(tables::admit);
    for (var table : tables.all()) {
      loadLive(tables, table);
    }
  }

  private <K extends Comparable<K>, R extends Row> void loadLive(Tables tables, Table<K, R> table)
      throws SQLException {
    var rows = of(table);
    var pieces = new ArrayDeque<ForkJoinTask<List<RowTable.Loaded<K, R>>>>();
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(liveRows(rows.columns(), tables))) {
      for (var read = raw(found); !read.isEmpty(); read = raw(found)) {
        if (pieces.size() == PIECES_MAX) {
          into(tables, table, pieces.remove());
        }
        pieces.add(parsing(rows, read));
      }
    }
    pieces.forEach(piece -> into(tables, table, piece));
  }

  private static List<RowTable.Raw> raw(ResultSet found) throws SQLException {
    var read = new ArrayList<RowTable.Raw>();
    while (read.size() < PARSED_AT_ONCE && found.next()) {
      read.add(RowTable.raw(found));
    }
    return read;
  }

  /**
   * Parsing is most of the work of a start: the other cores do it while this thread reads and
   * inserts, which also takes a piece that nobody has begun when it needs it.
   */
  private static <K extends Comparable<K>, R extends Row>
      ForkJoinTask<List<RowTable.Loaded<K, R>>> parsing(
          RowTable<K, R> rows, List<RowTable.Raw> read) {
    return ForkJoinPool.commonPool().submit(() -> read.stream().map(rows::parse).toList());
  }

  private static <K extends Comparable<K>, R extends Row> void into(
      Tables tables, Table<K, R> table, ForkJoinTask<List<RowTable.Loaded<K, R>>> piece) {
    piece.join().forEach(row -> row.into(tables, table));
  }

  /** One range of keys for each live home, in order; a join the other way would read all rows. */
  private String liveRows(TableColumns<?, ?> columns, Tables tables) {
    return "WITH living AS MATERIALIZED (SELECT home AS at FROM (%s) ORDER BY home)"
            .formatted(loadedHomesSql(tables))
        + " SELECT key, version, body FROM living CROSS JOIN "
        + Translation.table(columns)
        + " WHERE "
        + Translation.inHome(columns.key(), "living.at")
        + (columns.key() instanceof Key.Word<?> ? " ORDER BY key" : "");
  }

  /** The homes that {@link #loadLive} loads after the one that is always there. */
  private String loadedHomesSql(Tables tables) {
    var not =
        Stream.concat(Stream.of(Schema.EVERYWHERE), tables.barred().stream())
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "SELECT home FROM (%s) WHERE home NOT IN (%s)".formatted(liveHomesSql(), not);
  }

  List<Long> liveHomes(Tables tables) throws SQLException {
    var homes = new ArrayList<Long>();
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(loadedHomesSql(tables) + " ORDER BY 1")) {
      while (found.next()) {
        homes.add(found.getLong(1));
      }
    }
    return homes;
  }

  /** A query of the homes that must be in memory, in the column {@code home}. */
  String liveHomesSql() {
    return byName.values().stream()
        .map(rows -> "SELECT home FROM " + Translation.table(rows.columns()) + " WHERE live = 1")
        .collect(
            Collectors.joining(" UNION ", "SELECT " + Schema.EVERYWHERE + " AS home UNION ", ""));
  }

  private long highestHome(Tables tables) throws SQLException {
    long highest = 0;
    for (var table : tables.all()) {
      if (of(table).columns().key() instanceof Key.Whole<?> whole) {
        var key =
            Database.number(
                connection, "SELECT max(key) FROM " + Translation.table(of(table).columns()));
        highest = Math.max(highest, key >> whole.homeBits());
      }
    }
    return highest;
  }

  private RowTable<?, ?> table(String name) {
    var table = byName.get(name);
    if (table == null) {
      throw new IllegalStateException("bug: the table `" + name + "` came after the journal");
    }
    return table;
  }

  @SuppressWarnings("unchecked") // its schema was compared when this was made
  private <K extends Comparable<K>, R extends Row> RowTable<K, R> of(Table<K, R> table) {
    return (RowTable<K, R>) table(table.schema().name());
  }

  @Override
  public void close() throws SQLException {
    for (var table : byName.values()) {
      table.close();
    }
  }
}
