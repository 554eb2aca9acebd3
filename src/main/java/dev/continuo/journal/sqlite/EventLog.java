package dev.continuo.journal.sqlite;

import dev.continuo.engine.Actor;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.StepBug;
import dev.continuo.journal.EventHomes;
import dev.continuo.journal.Journal;
import dev.continuo.journal.codec.Codec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of events: written by the writer's connection, read by any. */
final class EventLog implements AutoCloseable {
  static final String COLUMNS =
      "sequence, at_ns, awake_ns, actor_kind, actor, cause, type, version, body";

  private final Codec codec;
  private final EventHomes homes;
  private final PreparedStatement insert;

  EventLog(Codec codec, EventHomes homes, Connection writer) throws SQLException {
    this.codec = codec;
    this.homes = homes;
    insert =
        writer.prepareStatement(
            "INSERT INTO event (" + COLUMNS + ", home) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  void write(List<Recorded> events) throws SQLException {
    for (var event : events) {
      var entry = entry(codec, homes, event);
      insert.setLong(1, event.sequence());
      insert.setLong(2, Translation.nanos(event.wall()));
      insert.setLong(3, event.awake().toNanos());
      insert.setString(4, event.actor().kind().name().toLowerCase(Locale.ROOT));
      insert.setString(5, event.actor().name());
      insert.setLong(6, event.cause());
      insert.setString(7, entry.type());
      insert.setInt(8, entry.version());
      insert.setString(9, entry.body());
      insert.setLong(10, homes.of(event.event()));
      insert.addBatch();
    }
    insert.executeBatch();
  }

  /**
   * How an event is written.
   *
   * @throws StepBug when it cannot be written down
   */
  static Codec.Entry entry(Codec codec, EventHomes homes, Recorded event) {
    try {
      return codec.entry(event.event());
    } catch (RuntimeException | Error bug) {
      throw StepBug.event(event, homes.of(event.event()), bug);
    }
  }

  void clear() {
    try {
      insert.clearBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("bug: " + e.getMessage(), e);
    }
  }

  static Journal.Head head(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var last =
            statement.executeQuery(
                "SELECT sequence, at_ns, awake_ns FROM event ORDER BY sequence DESC LIMIT 1")) {
      return last.next()
          ? new Journal.Head(last.getLong(1), instant(last.getLong(2)), awake(last.getLong(3)))
          : Journal.Head.EMPTY;
    }
  }

  static long floor(Connection connection) throws SQLException {
    return Database.number(connection, "SELECT floor FROM store");
  }

  /**
   * The events after {@code after} for which {@code condition} holds.
   *
   * @throws Journal.Archived when some of them are in the archive
   */
  List<Recorded> read(Connection connection, String condition, long after, int max)
      throws SQLException {
    var floor = floor(connection);
    if (after < floor) {
      throw new Journal.Archived(floor);
    }
    try (var select =
        connection.prepareStatement(
            "SELECT %s FROM event WHERE sequence > ? AND %s ORDER BY sequence LIMIT ?"
                .formatted(COLUMNS, condition))) {
      select.setLong(1, after);
      select.setInt(2, max);
      try (var found = select.executeQuery()) {
        var events = new ArrayList<Recorded>();
        while (found.next()) {
          events.add(event(codec, found));
        }
        return events;
      }
    }
  }

  /** The event of a row with {@link #COLUMNS}. */
  static Recorded event(Codec codec, ResultSet row) throws SQLException {
    return new Recorded(
        row.getLong(1),
        instant(row.getLong(2)),
        awake(row.getLong(3)),
        new Actor(Actor.Kind.valueOf(row.getString(4).toUpperCase(Locale.ROOT)), row.getString(5)),
        row.getLong(6),
        codec.event(new Codec.Entry(row.getString(7), row.getInt(8), row.getString(9))));
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  private static Duration awake(long nanos) {
    return Duration.ofNanos(nanos);
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
