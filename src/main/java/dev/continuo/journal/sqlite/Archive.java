package dev.continuo.journal.sqlite;

import dev.continuo.engine.Actor;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Recorded;
import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.codec.Codec;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The oldest events, in compressed files beside the store: one JSON object a line. Together with
 * the log they are the whole history, which is all that a rebuild needs.
 */
public final class Archive {
  static final int PRUNED_AT_ONCE_MAX = 2_000;

  /** What an archive's file is called as long as it is not whole. */
  static final String UNFINISHED = ".part";

  /** A file of the archive, with the first and last event in it. */
  public record Part(long first, long last, Path file) {}

  private final Database database;
  private final Codec codec;
  private final String liveHomes;

  Archive(Database database, Codec codec, String liveHomes) {
    this.database = database;
    this.codec = codec;
    this.liveHomes = liveHomes;
  }

  private static Path folder(Path store) {
    return store.resolveSibling("archive");
  }

  Optional<Journal.Part> write(Instant before) throws SQLException, IOException {
    try (var connection = database.reader()) {
      connection.setAutoCommit(false);
      var first = EventLog.floor(connection) + 1;
      var last = lastToLeave(connection, before);
      if (last < first) {
        return Optional.empty();
      }
      var name = "events-%d-%d.jsonl.gz".formatted(first, last);
      var folder = Files.createDirectories(folder(database.file()));
      var part = new Part(first, last, folder.resolve(name));
      replace(folder, name, unfinished -> copy(connection, part, unfinished));
      return Optional.of(new Journal.Part(first, last, name));
    }
  }

  /** The newest event always stays: it says where the log stands. */
  private long lastToLeave(Connection connection, Instant before) throws SQLException {
    var sql =
        """
        SELECT sequence FROM event
        WHERE at_ns >= ?1
          OR home > 0 AND (
            home IN (SELECT home FROM (%s))
            OR NOT EXISTS (SELECT 1 FROM run WHERE run.key = event.home AND since_ns < ?1))
        ORDER BY sequence LIMIT 1\
        """
            .formatted(liveHomes);
    try (var select = connection.prepareStatement(sql)) {
      select.setLong(1, Translation.nanos(before));
      try (var found = select.executeQuery()) {
        var head = EventLog.head(connection).sequence();
        return Math.min(found.next() ? found.getLong(1) : head, head) - 1;
      }
    }
  }

  private void copy(Connection connection, Part part, Path to) throws SQLException, IOException {
    try (var select =
            connection.prepareStatement(
                "SELECT %s FROM event WHERE sequence BETWEEN ? AND ? ORDER BY sequence"
                    .formatted(EventLog.COLUMNS));
        var out =
            new BufferedWriter(
                new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(to)), StandardCharsets.UTF_8))) {
      select.setLong(1, part.first);
      select.setLong(2, part.last);
      try (var found = select.executeQuery()) {
        while (found.next()) {
          var kind = Actor.Kind.valueOf(found.getString(4).toUpperCase(Locale.ROOT));
          var envelope =
              new Codec.Envelope(
                  found.getLong(1),
                  Instant.ofEpochSecond(0, found.getLong(2)),
                  Duration.ofNanos(found.getLong(3)),
                  new Actor(kind, found.getString(5)),
                  found.getLong(6),
                  found.getString(7),
                  found.getInt(8));
          out.write(codec.line(envelope, found.getString(9)));
          out.write('\n');
        }
      }
    }
  }

  /** Writes a file. */
  interface Writing {
    void to(Path file) throws SQLException, IOException;
  }

  /** Puts a file into its place, whole and durable or not at all. */
  static void replace(Path folder, String name, Writing writing) throws SQLException, IOException {
    var unfinished = folder.resolve(name + UNFINISHED);
    try {
      writing.to(unfinished);
      sync(unfinished, StandardOpenOption.WRITE);
      Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    sync(folder, StandardOpenOption.READ);
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (var channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  static void adopt(Connection writer, Journal.Part part) throws SQLException {
    Database.transaction(
        writer,
        () -> {
          try (var insert = writer.prepareStatement("INSERT INTO archive VALUES (?, ?, ?)");
              var floor = writer.prepareStatement("UPDATE store SET floor = ?")) {
            insert.setLong(1, part.first());
            insert.setLong(2, part.last());
            insert.setString(3, part.name());
            insert.executeUpdate();
            floor.setLong(1, part.last());
            floor.executeUpdate();
          }
        });
  }

  static boolean prune(Connection writer) throws SQLException {
    var deleted = new long[1];
    Database.transaction(
        writer,
        () ->
            deleted[0] =
                delete(
                    writer,
                    "DELETE FROM event WHERE sequence IN (SELECT sequence FROM event"
                        + " WHERE sequence <= (SELECT floor FROM store) ORDER BY sequence LIMIT "
                        + PRUNED_AT_ONCE_MAX
                        + ")"));
    return deleted[0] > 0;
  }

  private static int delete(Connection writer, String sql) throws SQLException {
    try (var statement = writer.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Hands on the events of all files, in order; refuses when one is missing. */
  void replay(Connection connection, Consumer<Recorded> to) throws SQLException, IOException {
    long next = 1;
    for (var part : parts(connection)) {
      if (part.first != next || !Files.isRegularFile(part.file)) {
        throw missing(part.file, part.first, next);
      }
      replay(part, to);
      next = part.last + 1;
    }
    var floor = EventLog.floor(connection);
    if (next != floor + 1) {
      throw missing(folder(database.file()), floor, next);
    }
  }

  private static StoreRefused missing(Path file, long found, long known) {
    return new StoreRefused(
        StoreRefusal.ARCHIVE_MISSING,
        Facts.of("file", file).and("found", found).and("known", known));
  }

  List<Part> parts(Connection connection) throws SQLException {
    var parts = new ArrayList<Part>();
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery("SELECT first, last, file FROM archive ORDER BY first")) {
      while (found.next()) {
        var file = folder(database.file()).resolve(found.getString(3));
        parts.add(new Part(found.getLong(1), found.getLong(2), file));
      }
    }
    return parts;
  }

  private void replay(Part part, Consumer<Recorded> to) throws IOException {
    lines(part, line -> to.accept(codec.recorded(line)));
  }

  /** Hands on the lines of one file. */
  static void lines(Part part, Consumer<String> to) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(part.file)), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        to.accept(line);
      }
    }
  }
}
