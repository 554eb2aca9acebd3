package dev.continuo.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.journal.Journal;
import dev.continuo.journal.Plans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadsTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

  @TempDir private Path folder;

  @Test
  void a_read_that_takes_too_long_is_given_up_and_the_next_one_answered() {
    var file = folder.resolve("store.db");
    Store.open(file).close();
    try (var reads = new Reads(Database.durable(file), Duration.ofMillis(50))) {
      assertThatThrownBy(() -> reads.ask(connection -> Database.number(connection, ENDLESS)))
          .isInstanceOf(Journal.Unavailable.class)
          .hasMessage("it took too long");

      assertThat(reads.<Long>ask(connection -> Database.number(connection, "SELECT 42")))
          .isEqualTo(42);
    }
  }

  @Test
  void readers_cannot_write() {
    var file = folder.resolve("store.db");
    Store.open(file).close();
    try (var reads = new Reads(Database.durable(file), Duration.ofSeconds(2))) {
      assertThatThrownBy(
              () ->
                  reads.ask(
                      connection -> {
                        Database.execute(connection, "DELETE FROM event");
                        return 0;
                      }))
          .isInstanceOf(Journal.Unavailable.class)
          .hasMessage("the file or its folder is read-only");
    }
  }

  @Test
  void the_writer_does_not_wait_for_readers_nor_they_for_it() throws InterruptedException {
    var reading = new CountDownLatch(1);
    var written = new CountDownLatch(1);
    try (var store = Store.open(folder.resolve("store.db"));
        var reads = new Reads(Database.durable(store.file()), Duration.ofSeconds(10));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var before = store.journal().head().sequence();
      var answer =
          threads.submit(
              () ->
                  reads.<Long>ask(
                      connection -> {
                        var seen = EventLog.head(connection).sequence();
                        reading.countDown();
                        try {
                          assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        }
                        assertThat(EventLog.head(connection).sequence()).isEqualTo(seen);
                        return seen;
                      }));
      assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

      store.host().submit(Plans.of("first", 1));
      written.countDown();

      assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(before);
    }
  }

  @Test
  void a_closed_reader_says_so() {
    var store = Store.open(folder.resolve("store.db"));
    store.close();
    store.close();

    assertThatThrownBy(() -> store.journal().events(0, 1))
        .isInstanceOf(Journal.Unavailable.class)
        .hasMessage("too many reads wait for the store, or it is closed");
  }
}
