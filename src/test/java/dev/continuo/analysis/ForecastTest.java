package dev.continuo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
  private static Forecast forecast(Drafts drafts, int parallel) {
    return Forecast.of(drafts.all(), parallel);
  }

  private static Drafts equal(int tasks, int minutes) {
    var drafts = new Drafts();
    for (int i = 0; i < tasks; i++) {
      drafts.add("t" + i).minutes(minutes);
    }
    return drafts;
  }

  @ParameterizedTest
  @CsvSource({"1, 40, 0", "2, 20, 50", "3, 20, 50", "4, 10, 75", "5, 10, 75"})
  void four_equal_tasks_take_as_long_as_the_limit_makes_them(
      int parallel, int minutes, int saving) {
    var forecast = forecast(equal(4, 10), parallel);

    assertThat(forecast.total()).isEqualTo(Duration.ofMinutes(minutes));
    assertThat(forecast.sequential()).isEqualTo(Duration.ofMinutes(40));
    assertThat(forecast.savingPercent()).isEqualTo(saving);
  }

  @Test
  void a_slot_is_filled_as_soon_as_one_task_is_done() {
    var drafts = new Drafts();
    drafts.add("a").minutes(1).add("b").minutes(4).add("c").minutes(4);
    drafts.add("d").minutes(3).add("e").minutes(1);

    // d follows a at once; waiting for b and c would take 7 minutes
    assertThat(forecast(drafts, 3).total()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void who_has_most_behind_it_comes_first_and_the_urgent_before() {
    var drafts = new Drafts().add("x").minutes(5).add("a").minutes(5).add("b", "a").minutes(5);
    assertThat(forecast(drafts, 1).total()).isEqualTo(Duration.ofMinutes(15));
    drafts.add("y").minutes(5);
    assertThat(forecast(drafts, 2).total()).isEqualTo(Duration.ofMinutes(10));

    // urgent c brings a, which it needs, before the longer path of b
    var urgent = new Drafts().add("a").minutes(1).add("b").minutes(9).add("b2", "b").minutes(1);
    urgent.add("b3", "b2").minutes(1).urgent("c", "a").minutes(1);
    assertThat(forecast(urgent, 1).total()).isEqualTo(Duration.ofMinutes(13));
    assertThat(forecast(urgent, 2).total()).isEqualTo(Duration.ofMinutes(11));
  }

  @Test
  void a_lock_is_held_by_one_at_a_time_while_others_have_the_slots() {
    var drafts = new Drafts();
    drafts.locking(List.of("db"), "a").minutes(10).locking(List.of("db"), "b").minutes(10);
    drafts.add("c").minutes(10);

    assertThat(forecast(drafts, 5).total()).isEqualTo(Duration.ofMinutes(20));
    assertThat(forecast(drafts, 2).total()).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void who_waits_for_one_lock_keeps_nobody_from_another() {
    var drafts = new Drafts();
    drafts.locking(List.of("a"), "x").minutes(10);
    drafts.locking(List.of("a", "b"), "y").minutes(10);
    drafts.locking(List.of("b"), "z").minutes(10);
    drafts.locking(List.of("b"), "w").minutes(10);

    // x and z, then y, then w; or w before y: with one lock each 30 minutes in all
    assertThat(forecast(drafts, 5).total()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void a_join_of_one_goes_on_with_the_first_that_is_done() {
    var drafts = new Drafts().add("a").minutes(1).add("b").minutes(10);
    drafts.add("c", "a", "b").join(1).minutes(5);

    assertThat(forecast(drafts, 5).total()).isEqualTo(Duration.ofMinutes(10));
    assertThat(drafts.names(CriticalPath.of(drafts.all()).tasks())).containsExactly("b");
  }

  @Test
  void a_sync_point_takes_no_slot_and_no_time() {
    var drafts = new Drafts().add("a").minutes(3).add("b").minutes(1);
    drafts.sync("batch/2", "a", "b").add("c", "b", "batch/2").minutes(1);

    assertThat(forecast(drafts, 1).total()).isEqualTo(Duration.ofMinutes(5));
    assertThat(forecast(drafts, 2).total()).isEqualTo(Duration.ofMinutes(4));
  }

  @Test
  void who_does_not_say_how_long_takes_no_time() {
    var forecast = forecast(new Drafts().add("a").add("b", "a"), 5);

    assertThat(forecast).isEqualTo(new Forecast(Duration.ZERO, Duration.ZERO));
    assertThat(forecast.savingPercent()).isZero();
  }

  @Test
  void the_critical_path_is_the_longest_in_time_and_then_in_tasks() {
    var drafts = new Drafts().add("a").minutes(5).add("b").minutes(1);
    drafts.add("c", "b").minutes(1).add("d", "c").minutes(1).add("e", "a", "d").minutes(2);

    var path = CriticalPath.of(drafts.all());
    assertThat(drafts.names(path.tasks())).containsExactly("a", "e");
    assertThat(path.length()).isEqualTo(Duration.ofMinutes(7));

    var untimed = new Drafts().add("a").add("b").add("c", "b").add("d", "c").sync("s", "a", "d");
    untimed.add("e", "s");
    assertThat(untimed.names(CriticalPath.of(untimed.all()).tasks()))
        .containsExactly("b", "c", "d", "e");
    assertThat(CriticalPath.of(List.of())).isEqualTo(new CriticalPath(List.of(), Duration.ZERO));
  }
}
