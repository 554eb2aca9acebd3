package dev.continuo.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.engine.Caller;
import dev.continuo.engine.Request;
import dev.continuo.engine.RetentionCommand;
import dev.continuo.journal.Core;
import dev.continuo.journal.Host;
import dev.continuo.journal.Journal;
import dev.continuo.journal.Plans;
import dev.continuo.journal.RandomWork;
import dev.continuo.journal.StoreRefused;
import dev.continuo.run.RunCommand;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  @TempDir private Path folder;

  private Store open() {
    return Store.open(folder.resolve("store.db"));
  }

  private static void finish(Host host) {
    for (var wanted = host.wanted(); !wanted.isEmpty(); wanted = host.wanted()) {
      for (var effect : wanted) {
        if (effect instanceof TaskEffect.Keep(var turn, var desired)) {
          host.submit(
              desired == TaskEffect.Desired.SWEPT
                  ? new TaskCommand.ConfirmSweep(turn)
                  : new TaskCommand.EndTurn(turn, Plans.CLEAN));
        }
      }
    }
  }

  private static void archive(Store store) {
    var part = store.journal().archive(store.host().now().wall()).orElseThrow();
    store.journal().forget(part);
    while (store.journal().prune()) {
      // until nothing is left to prune
    }
  }

  private Rebuild rebuild() {
    return new Rebuild(
        folder.resolve("store.db"),
        () -> {
          var core = Core.fresh();
          return new Rebuild.Core(core.tables(), core.engine(), core.codec());
        });
  }

  @Test
  void events_before_the_first_of_a_run_that_goes_on_leave_the_log() {
    try (var store = open()) {
      store.host().submit(Plans.of("done", 2));
      finish(store.host());
      var done = store.journal().head().sequence();
      store.host().submit(Plans.of("open", 1));
      store.host().pass(Duration.ofDays(31));
      var rows = Core.snapshot(store.journal());
      var kept = store.journal().events(done, 1_000);

      archive(store);

      assertThat(store.journal().floor()).isEqualTo(done);
      assertThat(store.journal().events(done, 1_000)).isEqualTo(kept).isNotEmpty();
      assertThatThrownBy(() -> store.journal().events(done - 1, 10))
          .isInstanceOfSatisfying(
              Journal.Archived.class, gone -> assertThat(gone.floor()).isEqualTo(done));
      assertThat(Core.snapshot(store.journal())).isEqualTo(rows);
      assertThat(folder.resolve("archive/events-1-" + done + ".jsonl.gz")).exists();
      assertThat(store.journal().archive(store.host().now().wall())).isEmpty();
    }
  }

  @Test
  void what_ended_later_stays_in_the_log() {
    try (var store = open()) {
      store.host().submit(Plans.of("done", 2));
      var before = store.host().now().wall();
      finish(store.host());

      assertThat(store.journal().archive(before)).isEmpty();
    }
  }

  @Test
  void the_newest_event_stays_for_it_says_where_the_log_stands() {
    var store = open();
    store.host().submit(Plans.of("done", 2));
    finish(store.host());
    store.host().pass(Duration.ofDays(31));
    var head = store.journal().head();
    archive(store);
    store.close();

    try (var again = open()) {
      assertThat(again.journal().head()).isEqualTo(head);
      assertThat(again.journal().floor()).isEqualTo(head.sequence() - 1);
      again.host().submit(Plans.of("next", 1));
      assertThat(again.host().core().runs().get(new RunId(2))).isNotNull();
    }
  }

  @Test
  void requests_leave_the_store_after_their_time() throws SQLException {
    try (var store = open()) {
      var old = Optional.of(new Caller.Key("old", "hash"));
      store.host().submit(Plans.of("first", 1), old);
      store.host().pass(Request.KEPT);
      store.host().submit(Plans.of("second", 1), Optional.of(new Caller.Key("new", "hash")));

      var expired = store.journal().reader().expired(store.host().now().wall(), 10);
      assertThat(expired).containsExactly(new RetentionCommand.Forget("request", List.of("old")));
      expired.forEach(store.host()::submit);

      var left =
          store.journal().withWriter(it -> Database.number(it, "SELECT count(*) FROM request"));
      assertThat(left).isEqualTo(1);
      assertThat(store.journal().reader().expired(store.host().now().wall(), 10)).isEmpty();
      assertThat(rebuild().verify()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void history_makes_the_same_rows_again_whatever_was_archived_and_reopened(long seed)
      throws SQLException {
    try (var store = open()) {
      work(store.host(), seed, 200);
      store.host().pass(Duration.ofDays(31));
      clear(store.host());
      archive(store);
      work(store.host(), seed + 1, 200);
      store.host().submit(new RunCommand.Retry(new RunId(1)));
      var rows = Core.snapshot(store.journal());

      assertThat(rebuild().verify()).isEmpty();

      store
          .journal()
          .withWriter(
              writer -> {
                Database.execute(writer, "DELETE FROM task WHERE key % 3 = 0");
                Database.execute(writer, "UPDATE run SET state = 'lost', body = '{}'");
                Database.execute(writer, "DELETE FROM gate");
                return 0;
              });
      assertThat(rebuild().verify()).isPresent();

      assertThat(rebuild().run()).isEqualTo(store.journal().head().sequence());

      assertThat(rebuild().verify()).isEmpty();
      assertThat(Core.snapshot(store.journal())).isEqualTo(rows);
      assertThat(folder.resolve("rebuild.db")).doesNotExist();
    }
  }

  private static void work(Host host, long seed, int wishes) {
    var chance = new RandomWork(seed);
    for (int i = 0; i < wishes; i++) {
      var wish = chance.next(host);
      host.submit(wish.command(), wish.key());
    }
  }

  private static void clear(Host host) {
    for (long run = 1; run <= host.core().tables().highestHome(); run++) {
      host.submit(new RunCommand.Cancel(new RunId(run), "enough"));
    }
    finish(host);
    host.pass(Duration.ofDays(1));
  }

  @Test
  void the_first_row_that_differs_is_told_with_both_bodies() throws SQLException {
    try (var store = open()) {
      store.host().submit(Plans.of("first", 2));
      store
          .journal()
          .withWriter(
              writer -> {
                Database.execute(writer, "UPDATE run SET body = '{}'");
                return 0;
              });

      var difference = rebuild().verify().orElseThrow();

      assertThat(difference.table()).isEqualTo("run");
      assertThat(difference.key()).isEqualTo("1");
      assertThat(difference.stored()).isEqualTo("{}");
      assertThat(difference.rebuilt()).startsWith("{\"id\":\"" + new RunId(1) + "\"");
    }
  }

  @Test
  void a_rebuild_without_all_of_history_is_refused() throws IOException {
    try (var store = open()) {
      store.host().submit(Plans.of("done", 1));
      finish(store.host());
      store.host().pass(Duration.ofDays(31));
      archive(store);
      var file = folder.resolve("archive/events-1-" + store.journal().floor() + ".jsonl.gz");
      Files.move(file, folder.resolve("elsewhere"));

      assertThatThrownBy(() -> rebuild().verify())
          .isInstanceOf(StoreRefused.class)
          .hasMessage(
              "archive `%s`: not there, found events from `1` on, must begin with `1`"
                  .formatted(file));
    }
  }
}
