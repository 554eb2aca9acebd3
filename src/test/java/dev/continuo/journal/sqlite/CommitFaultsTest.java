package dev.continuo.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.journal.Core;
import dev.continuo.journal.Journal.Appended;
import dev.continuo.journal.Journal.Resolved;
import dev.continuo.journal.Journal.Unavailable;
import dev.continuo.journal.Plans;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class CommitFaultsTest {
  @TempDir private Path folder;
  private final Faulty commit = new Faulty();

  /** What goes wrong with the next commit. */
  private enum Fault {
    NONE,
    BEFORE,
    AFTER,
    /** And another program locks the file before anybody can look. */
    BEFORE_AND_LOCKED,
    AFTER_AND_LOCKED,
    /** And the connection is of no use any more. */
    AFTER_AND_GONE
  }

  private static final class Faulty implements Commit {
    private Fault next = Fault.NONE;
    private Runnable lock = () -> {};

    @Override
    public void commit(Connection connection) throws SQLException {
      var fault = next;
      next = Fault.NONE;
      if (fault == Fault.BEFORE_AND_LOCKED) {
        Database.rollback(connection);
      } else if (fault != Fault.BEFORE) {
        Commit.PLAIN.commit(connection);
      }
      if (fault == Fault.BEFORE_AND_LOCKED || fault == Fault.AFTER_AND_LOCKED) {
        lock.run();
      }
      if (fault == Fault.AFTER_AND_GONE) {
        connection.close();
      }
      if (fault != Fault.NONE) {
        throw new SQLiteException("injected", SQLiteErrorCode.SQLITE_IOERR);
      }
    }
  }

  private Store open() {
    var store = Store.open(folder.resolve("store.db"), commit);
    store.host().submit(Plans.of("first", 1));
    return store;
  }

  private static Appended append(Store store) {
    store.host().decide(Plans.of("second", 2), Optional.empty());
    store.host().settle();
    return store.host().append();
  }

  @Test
  void a_commit_that_did_not_happen_is_found_out_and_the_same_batch_accepted_later() {
    try (var store = open()) {
      var head = store.journal().head();
      commit.next = Fault.BEFORE;

      assertThat(append(store)).isEqualTo(new Appended.Failed("the disk reports an error"));

      assertThat(store.journal().head()).isEqualTo(head);
      assertThat(store.host().append()).isEqualTo(new Appended.Committed());
      assertThat(Core.snapshot(store.journal())).isEqualTo(store.host().core().rows());
    }
  }

  @Test
  void a_failed_batch_can_be_undone_and_decided_again() {
    try (var store = open()) {
      var rows = Core.snapshot(store.journal());
      commit.next = Fault.BEFORE;
      append(store);

      store.host().core().engine().undo();

      assertThat(Core.snapshot(store.journal())).isEqualTo(rows);
      assertThat(append(store)).isEqualTo(new Appended.Committed());
      store.journal().load(store.host().core().tables(), 2); // the number is not used again
      assertThat(Core.snapshot(store.journal())).isEqualTo(store.host().core().rows());
    }
  }

  @Test
  void a_commit_that_did_happen_is_found_out() {
    try (var store = open()) {
      commit.next = Fault.AFTER;

      assertThat(append(store)).isEqualTo(new Appended.Committed());

      assertThat(store.journal().head().sequence()).isEqualTo(store.host().core().engine().head());
      store.host().submit(Plans.of("third", 1));
      assertThat(Core.snapshot(store.journal())).isEqualTo(store.host().core().rows());
    }
  }

  @Test
  void a_commit_of_which_nothing_can_be_learned_is_unknown_until_it_can() {
    var store = open();
    commit.next = Fault.AFTER_AND_GONE;

    assertThat(append(store)).isEqualTo(new Appended.Unknown("the disk reports an error"));
    assertThatThrownBy(() -> store.journal().head()).isInstanceOf(Unavailable.class);

    try (var again = Store.open(store.file())) {
      assertThat(again.journal().head().sequence()).isEqualTo(store.host().core().engine().head());
    }
    store.close();
  }

  /** Appends while the other program locks the file from the commit on, and unlocks it again. */
  private Resolved resolved(Store store, Fault fault) throws SQLException {
    try (var other = Database.durable(store.file()).writer()) {
      commit.next = fault;
      commit.lock =
          () -> {
            try {
              Database.execute(other, "BEGIN IMMEDIATE");
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
          };

      assertThat(append(store)).isEqualTo(new Appended.Unknown("the disk reports an error"));
      assertThat(store.journal().resolve(store.host().batch()))
          .isEqualTo(new Resolved.Unavailable("another program has locked it"));

      Database.execute(other, "ROLLBACK");
      return store.journal().resolve(store.host().batch());
    }
  }

  @Test
  void a_written_batch_behind_a_lock_is_in_once_the_lock_is_gone() throws SQLException {
    try (var store = open()) {
      assertThat(resolved(store, Fault.AFTER_AND_LOCKED)).isEqualTo(new Resolved.In());

      store.host().core().engine().committed();
      store.host().submit(Plans.of("third", 1));
      assertThat(Core.snapshot(store.journal())).isEqualTo(store.host().core().rows());
    }
  }

  @Test
  void a_lost_batch_behind_a_lock_is_out_once_the_lock_is_gone() throws SQLException {
    try (var store = open()) {
      assertThat(resolved(store, Fault.BEFORE_AND_LOCKED)).isEqualTo(new Resolved.Out());

      assertThat(store.host().append()).isEqualTo(new Appended.Committed());
      assertThat(Core.snapshot(store.journal())).isEqualTo(store.host().core().rows());
    }
  }

  @Test
  void a_store_whose_very_first_commit_failed_is_led_by_the_next() {
    try (var store = Store.open(folder.resolve("store.db"), commit)) {
      commit.next = Fault.BEFORE;
      assertThat(append(store)).isEqualTo(new Appended.Failed("the disk reports an error"));

      assertThat(store.host().append()).isEqualTo(new Appended.Committed());
      assertThat(store.journal().head().sequence()).isEqualTo(store.host().core().engine().head());
    }
  }

  @Test
  void a_full_disk_fails_the_batch_and_a_larger_one_takes_it() throws SQLException {
    try (var store = open();
        var other = Database.durable(store.file()).writer()) {
      var pages = Database.number(other, "PRAGMA page_count");
      limit(store, pages);

      store.host().decide(Plans.of("second", 400), Optional.empty());
      assertThat(store.host().append()).isEqualTo(new Appended.Failed("the disk is full"));
      assertThat(store.journal().head().sequence()).isLessThan(store.host().core().engine().head());

      limit(store, pages * 1000);
      assertThat(store.host().append()).isEqualTo(new Appended.Committed());
      assertThat(Core.snapshot(store.journal())).isEqualTo(store.host().core().rows());
    }
  }

  /** The limit belongs to a connection, so it is set where the writer passes by. */
  private void limit(Store store, long pages) throws SQLException {
    store.journal().withWriter(writer -> Database.number(writer, "PRAGMA max_page_count=" + pages));
  }

  @Test
  void a_lock_of_another_program_fails_the_batch_until_it_is_gone() throws SQLException {
    try (var store = open();
        var other = Database.durable(store.file()).writer()) {
      Database.execute(other, "BEGIN IMMEDIATE");

      assertThat(append(store)).isEqualTo(new Appended.Failed("another program has locked it"));

      Database.execute(other, "ROLLBACK");
      assertThat(store.host().append()).isEqualTo(new Appended.Committed());
    }
  }
}
