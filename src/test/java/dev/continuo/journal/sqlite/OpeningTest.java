package dev.continuo.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.engine.Command;
import dev.continuo.engine.Row;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Tables;
import dev.continuo.journal.Core;
import dev.continuo.journal.Plans;
import dev.continuo.journal.StoreRefused;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
  @TempDir private Path folder;
  private Path file = Path.of("store.db");

  @BeforeEach
  void locate() {
    file = folder.resolve("store.db");
  }

  private void assertRefused(String message) {
    assertRefused(() -> Store.open(file).close(), message);
  }

  private static void assertRefused(ThrowingCallable open, String message) {
    assertThatThrownBy(open).isInstanceOf(StoreRefused.class).hasMessage(message);
  }

  private void change(String sql) throws SQLException {
    Store.open(file).close();
    try (var connection = Database.durable(file).writer()) {
      Database.execute(connection, sql);
    }
  }

  @Test
  void another_kind_of_file_is_refused() throws IOException {
    Files.writeString(file, "a shopping list, which is long enough to have a page\n".repeat(200));

    assertRefused(
        "store `%s`: not a database, found other data, must be a file that this program made"
            .formatted(file));
  }

  @Test
  void a_folder_that_is_not_there_is_refused() {
    file = folder.resolve("missing").resolve("store.db");

    assertThatThrownBy(() -> Store.open(file))
        .isInstanceOf(StoreRefused.class)
        .hasMessageStartingWith("store `%s`: cannot be opened, found `".formatted(file))
        .hasMessageEndingWith("`, must be a file in a writable folder");
  }

  @Test
  void a_locked_store_is_refused() throws SQLException {
    Store.open(file).close();
    try (var other = Database.durable(file).writer()) {
      Database.execute(other, "PRAGMA locking_mode=EXCLUSIVE");
      Database.execute(other, "BEGIN IMMEDIATE");
      Database.execute(other, "UPDATE store SET doubts = 1");

      assertRefused(
          "store `%s`: locked, found another program that uses it, must be ours alone"
              .formatted(file));

      Database.execute(other, "ROLLBACK");
    }
  }

  @Test
  void a_damaged_store_is_refused() throws IOException {
    try (var store = Store.open(file)) {
      store.host().submit(Plans.of("first", 500));
    }
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(4096);
      bytes.write(new byte[(int) Math.min(bytes.length() - 4096, 65536)]);
    }

    assertThatThrownBy(() -> Store.open(file))
        .isInstanceOf(StoreRefused.class)
        .hasMessageStartingWith("store `%s`: damaged, found `".formatted(file))
        .hasMessageEndingWith("`, must be a sound database");
  }

  @Test
  void a_store_of_a_newer_version_is_refused() throws SQLException {
    var newer = Migrations.known().size() + 1;
    change("INSERT INTO migration VALUES (" + newer + ", '0099_later.sql', 'abc')");

    assertRefused(
        "store `%s`: made by a newer version of this program, found migration `%d`, must be at most `%d`"
            .formatted(file, newer, newer - 1));
  }

  @Test
  void a_migration_that_has_changed_is_refused() throws SQLException {
    change("UPDATE migration SET checksum = 'abc' WHERE number = 1");

    assertRefused(
        "store `%s`: migration `0001_store.sql` is another one here, found checksum `%s`, must be `abc`"
            .formatted(file, Migrations.known().getFirst().checksum()));
  }

  @Test
  void a_gap_between_migrations_is_refused() throws SQLException {
    var known =
        java.util.List.of(
            new Migrations.Migration(1, "0001_one.sql", "CREATE TABLE one (a)"),
            new Migrations.Migration(2, "0002_two.sql", "CREATE TABLE two (a)"));
    try (var connection = Database.durable(file).writer()) {
      Migrations.apply(file, connection, known);
      Migrations.apply(file, connection, known);
      assertThat(Database.number(connection, "SELECT count(*) FROM migration")).isEqualTo(2);
      Database.execute(connection, "DELETE FROM migration WHERE number = 1");

      assertRefused(
          () -> Migrations.apply(file, connection, known),
          "store `%s`: migration `0001_one.sql` was left out, found `0002_two.sql`, must be without gaps"
              .formatted(file));
    }
  }

  @Test
  void a_migration_that_fails_leaves_nothing_behind() throws SQLException {
    var broken =
        new Migrations.Migration(1, "0001_one.sql", "CREATE TABLE one (a); CREATE TABLE one (a);");
    try (var connection = Database.durable(file).writer()) {
      assertThatThrownBy(() -> Migrations.apply(file, connection, java.util.List.of(broken)))
          .isInstanceOf(SQLException.class);

      assertThat(Database.number(connection, "SELECT count(*) FROM sqlite_schema WHERE name='one'"))
          .isZero();
      assertThat(Database.number(connection, "SELECT count(*) FROM migration")).isZero();
    }
  }

  @Test
  void the_list_of_migrations_names_every_file_in_order() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/db/sqlite"))) {
      var names =
          files
              .map(each -> String.valueOf(each.getFileName()))
              .filter(name -> name.endsWith(".sql"))
              .sorted()
              .toList();
      assertThat(Migrations.known().stream().map(Migrations.Migration::name))
          .containsExactlyElementsOf(names);
    }
  }

  record Note(String text) implements Row {}

  record WakeNote(String key) implements Command {}

  @Test
  void a_table_that_nobody_described_is_a_bug() {
    var tables = new Tables();
    tables.create(new Schema<>("note", String.class, Note.class, _ -> 0, WakeNote::new));

    assertThatThrownBy(() -> SqliteJournal.open(file, Core.fresh().codec(), tables))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "bug: nobody described the columns of the table `note`, with keys of String and rows of"
                + " Note");
  }

  @Test
  void a_commit_is_on_disk_before_it_is_told() throws SQLException {
    try (var store = Store.open(file)) {
      store
          .journal()
          .withWriter(
              writer -> {
                assertThat(Database.number(writer, "PRAGMA synchronous")).isEqualTo(2);
                assertThat(Database.number(writer, "PRAGMA busy_timeout")).isEqualTo(2_000);
                return 0;
              });
    }
    try (var connection = Database.durable(file).reader();
        var statement = connection.createStatement();
        var mode = statement.executeQuery("PRAGMA journal_mode")) {
      assertThat(mode.getString(1)).isEqualTo("wal");
    }
  }
}
