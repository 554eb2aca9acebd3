package dev.continuo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Retries RETRIES =
      new Retries(100, Duration.ofSeconds(1), Duration.ofMinutes(5));

  @Test
  void the_wait_doubles_and_half_of_it_is_chance() {
    for (int retry = 1; retry <= 8; retry++) {
      long full = 1_000L << (retry - 1);
      assertThat(waits(retry)).allMatch(wait -> wait >= full / 2 && wait <= full);
      assertThat(waits(retry).max().orElseThrow()).isGreaterThan(full * 95 / 100);
      assertThat(waits(retry).min().orElseThrow()).isLessThan(full * 55 / 100);
    }
  }

  @Test
  void no_wait_is_longer_than_the_longest_however_many_came_before() {
    for (int retry : new int[] {10, 31, 32, 64, 100}) {
      assertThat(waits(retry)).isNotEmpty().allMatch(wait -> wait >= 150_000 && wait <= 300_000);
    }
  }

  @Test
  void very_long_delays_do_not_overflow() {
    var year = Duration.ofDays(366);
    var retries = new Retries(100, year, year.multipliedBy(2));
    for (int retry = 1; retry <= 100; retry++) {
      assertThat(retries.before(retry, retry)).isBetween(year.dividedBy(2), year.multipliedBy(2));
    }
  }

  @Test
  void the_same_chance_gives_the_same_wait() {
    assertThat(RETRIES.before(3, 42)).isEqualTo(RETRIES.before(3, 42));
  }

  private static LongStream waits(int retry) {
    return LongStream.range(0, 500).map(seed -> RETRIES.before(retry, seed).toMillis());
  }

  @Test
  void bounds_are_kept() {
    assertThat(Retries.MAX).isEqualTo(100);
    var second = Duration.ofSeconds(1);
    new Retries(0, Duration.ZERO, Duration.ZERO);
    new Retries(100, second, second);
    assertThatIllegalArgumentException().isThrownBy(() -> new Retries(-1, second, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new Retries(101, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retries(1, second, Duration.ofMillis(999)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Retries(1, second.negated(), second));
  }

  @Test
  void a_timeout_is_positive_and_at_most_366_days() {
    var tick = Duration.ofMillis(1);
    assertThat(Timeout.DEFAULT).isEqualTo(new Timeout(Duration.ofMinutes(15), Timeout.Action.ASK));
    new Timeout(tick, Timeout.Action.STOP);
    new Timeout(Timeout.MAX, Timeout.Action.STOP);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timeout(Duration.ZERO, Timeout.Action.STOP));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timeout(Timeout.MAX.plus(tick), Timeout.Action.STOP));
  }
}
