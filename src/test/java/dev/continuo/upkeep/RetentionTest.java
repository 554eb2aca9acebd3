package dev.continuo.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.RunId;
import dev.continuo.upkeep.Retention.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /** Runs that ended so long ago, each with one turn of 10 bytes. */
  private static List<Ended> ended(Duration... ago) {
    var ended = new ArrayList<Ended>();
    for (var each : ago) {
      ended.add(new Ended(new RunId(ended.size() + 1), NOW.minus(each), 1, 10));
    }
    return ended;
  }

  private static List<Long> expired(Retention retention, Duration... ago) {
    return retention.expired(ended(ago), NOW).stream().map(each -> each.run().number()).toList();
  }

  @Test
  void what_ended_longer_ago_goes() {
    var month = Retention.olderThan(Duration.ofDays(30));
    assertThat(
            expired(
                month,
                Duration.ofDays(30).plusNanos(1),
                Duration.ofDays(30),
                Duration.ofDays(30).minusNanos(1)))
        .containsExactly(1L);
  }

  @Test
  void of_too_many_the_oldest_go() {
    var two = new Retention(Duration.ofDays(30), 2, Long.MAX_VALUE);
    var days = new Duration[] {Duration.ofDays(9), Duration.ofDays(8), Duration.ofDays(7)};
    assertThat(expired(two, days)).containsExactly(1L);
    assertThat(expired(new Retention(Duration.ofDays(30), 3, Long.MAX_VALUE), days)).isEmpty();
  }

  @Test
  void of_too_large_the_oldest_go() {
    var days = new Duration[] {Duration.ofDays(9), Duration.ofDays(8), Duration.ofDays(7)};
    assertThat(expired(new Retention(Duration.ofDays(30), 9, 29), days)).containsExactly(1L);
    assertThat(expired(new Retention(Duration.ofDays(30), 9, 30), days)).isEmpty();
    assertThat(expired(new Retention(Duration.ofDays(30), 9, 0), days)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void what_ended_today_stays_however_large_it_is() {
    var none = new Retention(Duration.ofDays(30), 0, 0);
    assertThat(expired(none, Duration.ofDays(1).plusNanos(1), Duration.ofDays(1)))
        .containsExactly(1L);
  }
}
