package dev.continuo.journal.sqlite;

import dev.continuo.engine.Facts;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Brings the tables of a store to what this version expects, one numbered file after the other. */
final class Migrations {
  private static final String FOLDER = "/db/sqlite/";
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS migration (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        checksum TEXT NOT NULL
      )\
      """;

  /** A file of statements; its number is its place. */
  record Migration(int number, String name, String sql) {
    String checksum() {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(sql.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("bug: every Java has SHA-256", e);
      }
    }
  }

  private record Applied(String name, String checksum) {}

  private Migrations() {}

  /** The migrations that this version knows, as the file {@code migrations} lists them. */
  static List<Migration> known() {
    var names = text("migrations").lines().toList();
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Migration(i + 1, names.get(i), text(names.get(i))))
        .toList();
  }

  /** Applies what is missing, each in a transaction; refuses a store that has another history. */
  static void apply(Path file, Connection connection, List<Migration> known) throws SQLException {
    Database.execute(connection, TABLE);
    var applied = applied(connection);
    check(file, known, applied);
    for (var migration : known.subList(applied.size(), known.size())) {
      Database.transaction(connection, () -> apply(connection, migration));
    }
  }

  /** Refuses a store that has another history than this version knows. */
  static void check(Path file, Connection connection) throws SQLException {
    check(file, known(), applied(connection));
  }

  private static void check(Path file, List<Migration> known, Map<Integer, Applied> applied) {
    var facts = Facts.of("file", file);
    int expected = 1;
    for (var entry : applied.entrySet()) {
      var number = entry.getKey();
      var found = entry.getValue();
      if (number > known.size()) {
        throw new StoreRefused(
            StoreRefusal.STORE_NEWER, facts.and("found", number).and("known", known.size()));
      }
      if (number != expected++) {
        throw new StoreRefused(
            StoreRefusal.STORE_MIGRATION_MISSING,
            facts.and("name", known.get(expected - 2).name()).and("found", found.name()));
      }
      var migration = known.get(number - 1);
      if (!migration.checksum().equals(found.checksum())) {
        throw new StoreRefused(
            StoreRefusal.STORE_MIGRATION_CHANGED,
            facts
                .and("name", found.name())
                .and("found", migration.checksum())
                .and("known", found.checksum()));
      }
    }
  }

  private static Map<Integer, Applied> applied(Connection connection) throws SQLException {
    var applied = new TreeMap<Integer, Applied>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT number, name, checksum FROM migration ORDER BY number")) {
      while (rows.next()) {
        applied.put(rows.getInt(1), new Applied(rows.getString(2), rows.getString(3)));
      }
    }
    return applied;
  }

  private static void apply(Connection connection, Migration migration) throws SQLException {
    Database.execute(connection, migration.sql());
    try (var insert = connection.prepareStatement("INSERT INTO migration VALUES (?, ?, ?)")) {
      insert.setInt(1, migration.number());
      insert.setString(2, migration.name());
      insert.setString(3, migration.checksum());
      insert.executeUpdate();
    }
  }

  private static String text(String name) {
    try (var in = Migrations.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("bug: no migration " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
