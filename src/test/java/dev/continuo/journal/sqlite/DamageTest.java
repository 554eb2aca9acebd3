package dev.continuo.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.engine.Row;
import dev.continuo.journal.Core;
import dev.continuo.journal.Journal.Appended;
import dev.continuo.journal.Plans;
import dev.continuo.journal.StoreRefused;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of the store's files that are not what was written. */
class DamageTest {
  private static final int PAGE_BYTES = 4096;
  private static final int RUNS = 30;

  @TempDir private Path folder;
  private Path file = Path.of("store.db");
  private Map<String, Row> rows = Map.of();

  @BeforeEach
  void fill() {
    file = folder.resolve("store.db");
    try (var store = Store.open(file)) {
      for (int i = 0; i < RUNS; i++) {
        store.host().submit(Plans.of("run-" + i, 20));
      }
      rows = Core.snapshot(store.journal());
    }
  }

  /** Flips bytes in the middle of the page at which the tree of a table or an index begins. */
  private void flip(String tree) throws SQLException, IOException {
    long page;
    try (var connection = Database.durable(file).reader()) {
      page =
          Database.number(
              connection, "SELECT rootpage FROM sqlite_schema WHERE name = '" + tree + "'");
    }
    flipAt((page - 1) * PAGE_BYTES, 64);
  }

  private void flipAt(long from, int count) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (long at = from; at < from + count; at++) {
        bytes.seek(at);
        var before = bytes.read();
        bytes.seek(at);
        bytes.write(before ^ 0x5A);
      }
    }
  }

  private StoreRefused refused() {
    var refused = new StoreRefused[1];
    assertThatThrownBy(() -> Store.open(file))
        .isInstanceOfSatisfying(StoreRefused.class, it -> refused[0] = it);
    return refused[0];
  }

  @Test
  void bytes_flipped_in_the_header_are_found_at_the_start() throws IOException {
    flipAt(0, 16);
    assertThat(refused())
        .hasMessage(
            "store `%s`: not a database, found other data, must be a file that this program made"
                .formatted(file));
  }

  @Test
  void bytes_flipped_in_the_log_are_found_at_the_start_and_a_backup_is_named() throws Exception {
    flip("event");
    var refused = refused();
    assertThat(refused)
        .hasMessageStartingWith("store `%s`: damaged, found `".formatted(file))
        .hasMessageEndingWith("`, must be a sound database");
    assertThat(refused.refused().hint())
        .isEqualTo("restore a backup; until then nothing is written to it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "task", "task_live", "run_state", "request_kept_until"})
  void bytes_flipped_in_rows_or_an_index_are_found_at_the_start_and_mended_by_a_rebuild(String tree)
      throws Exception {
    flip(tree);
    var refused = refused();
    assertThat(refused)
        .hasMessageStartingWith("store `%s`: rows are damaged, found `".formatted(file))
        .hasMessageEndingWith("`, must be a sound database");
    assertThat(refused.refused().hint())
        .isEqualTo("the log is sound: `continuo rebuild` makes the rows of it again");

    rebuild().run();

    try (var store = Store.open(file)) {
      assertThat(Core.snapshot(store.journal())).isEqualTo(rows);
      store.host().submit(Plans.of("next", 1));
    }
    assertThat(rebuild().verify()).isEmpty();
  }

  /**
   * A power cut can leave the write-ahead log cut anywhere behind what was synced: each state is
   * that after some commit, and never half of one.
   */
  @Test
  void a_write_ahead_log_that_is_cut_anywhere_leaves_the_state_after_a_commit() throws IOException {
    var states = new HashMap<Long, Map<String, Row>>();
    var copy = folder.resolve("copy.db");
    try (var store = Store.open(file)) {
      states.put(store.journal().head().sequence(), Core.snapshot(store.journal()));
      for (int i = 0; i < 20; i++) {
        store.host().submit(Plans.of("late-" + i, 2));
        states.put(store.journal().head().sequence(), Core.snapshot(store.journal()));
      }
      Files.copy(file, copy);
      Files.copy(wal(file), folder.resolve("whole-wal"));
    }
    var chance = new Random(11);
    var heads = new TreeMap<Long, Integer>();
    var whole = Files.size(folder.resolve("whole-wal"));
    for (int i = 0; i < 40; i++) {
      var cut = folder.resolve("cut.db");
      Files.copy(copy, cut, StandardCopyOption.REPLACE_EXISTING);
      Files.copy(folder.resolve("whole-wal"), wal(cut), StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(cut.resolveSibling("cut.db-shm"));
      var length = i == 0 ? whole : chance.nextLong(whole);
      try (var bytes = new RandomAccessFile(wal(cut).toFile(), "rw")) {
        bytes.setLength(length);
      }
      try (var store = Store.open(cut)) {
        var head = store.journal().head().sequence();
        heads.merge(head, 1, Integer::sum);
        assertThat(states).containsKey(head);
        assertThat(Core.snapshot(store.journal()))
            .as("cut at %d", length)
            .isEqualTo(states.get(head));
      }
    }
    assertThat(heads).hasSizeGreaterThan(5);
    assertThat(heads.lastKey())
        .isEqualTo(states.keySet().stream().max(Long::compare).orElseThrow());
  }

  @Test
  void a_write_ahead_log_that_is_deleted_after_a_kill_is_missed_at_the_start() throws IOException {
    var killed = Files.createDirectory(folder.resolve("killed")).resolve("store.db");
    long head;
    try (var store = Store.open(file)) {
      var before = store.journal().head().sequence();
      store.host().submit(Plans.of("late", 2));
      head = store.journal().head().sequence();
      // what a kill leaves, without the log
      Files.copy(file, killed);
      Files.copy(head(file), head(killed));

      assertThatThrownBy(() -> Store.open(killed))
          .isInstanceOf(StoreRefused.class)
          .hasMessage(
              "store `%s`: commits are missing, found events up to `%d`, must be up to `%d`"
                  .formatted(killed, before, head));
      assertThatThrownBy(() -> new StoreFile(killed).check()).isInstanceOf(StoreRefused.class);
      Files.copy(wal(file), wal(killed), StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(killed.resolveSibling("store.db-shm"));
    }
    try (var store = Store.open(killed)) {
      assertThat(store.journal().head().sequence()).isEqualTo(head);
    }
  }

  @Test
  void a_store_that_is_closed_has_no_write_ahead_log_that_could_be_deleted() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (var store = Store.open(file)) {
        store.host().submit(Plans.of("late-" + i, 2));
        store.journal().events(0, 10);
      }
      assertThat(wal(file)).doesNotExist();
    }
  }

  @Test
  void half_a_note_of_the_head_says_nothing() throws IOException {
    Files.writeString(head(file), "%019d %019d\n".formatted(9_999, 9));

    try (var store = Store.open(file)) {
      store.host().submit(Plans.of("next", 1));
      var sequence = store.journal().head().sequence();
      assertThat(head(file)).hasContent("%019d %1$019d\n".formatted(sequence));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"store.db-wal", "store.db"})
  void a_file_that_is_deleted_while_it_is_in_use_ends_the_writing(String name) throws IOException {
    try (var store = Store.open(file)) {
      store.host().submit(Plans.of("last", 2));
      rows = Core.snapshot(store.journal());
      Files.delete(folder.resolve(name));

      store.host().decide(Plans.of("refused", 1), Optional.empty());

      assertThat(store.host().append())
          .isEqualTo(
              new Appended.Failed(
                  "`%s` was deleted or replaced while it was in use; restart the server"
                      .formatted(name)));
    }
    if (name.equals("store.db")) {
      assertThat(refused()).hasMessageContaining("commits are missing, found events up to `0`");
    } else {
      try (var store = Store.open(file)) {
        assertThat(Core.snapshot(store.journal())).isEqualTo(rows);
      }
    }
  }

  private static Path head(Path file) {
    return file.resolveSibling(file.getFileName() + "-head");
  }

  private static Path wal(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private Rebuild rebuild() {
    return new Rebuild(
        file,
        () -> {
          var core = Core.fresh();
          return new Rebuild.Core(core.tables(), core.engine(), core.codec());
        });
  }
}
