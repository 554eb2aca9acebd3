package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches that take longer than was expected (SPEC S2-17). */
class OvertimeTest extends CommandLineFixture {
  private static final Instant BEGAN = Instant.parse("2030-01-01T00:00:00Z");
  private final Overtime overtime = new Overtime();

  private static TaskView view(int number, String state, String more) {
    return new TaskView(Json.read(task(number, "T" + number, state, more)));
  }

  private static String running(Duration expected) {
    return ",\"expectedMs\":"
        + expected.toMillis()
        + ",\"turns\":[{\"turn\":\"x\",\"attempt\":1,\"startedAt\":\""
        + BEGAN
        + "\"}]";
  }

  private static final TaskView FIRST = view(1, "succeeded", "");

  private static final List<TaskView> TASKS =
      List.of(
          FIRST,
          view(
              2,
              "running",
              running(Duration.ofMinutes(30))
                  + ",\"needs\":[{\"task\":\""
                  + FIRST.id()
                  + "\",\"on\":\"succeeded\"}]"),
          view(
              3,
              "blocked",
              ",\"title\":\"Ask for access\",\"needs\":[{\"task\":\""
                  + FIRST.id()
                  + "\",\"on\":\"succeeded\"}]"));

  private RunView slow() {
    return new RunView(Json.read(run("running", ",\"parallel\":5")));
  }

  private List<String> after(Duration elapsed) {
    return overtime.news(slow(), TASKS, BEGAN.plus(elapsed));
  }

  @Test
  void nothing_is_said_until_half_as_long_again_has_passed() {
    assertThat(after(Duration.ofMinutes(30).multipliedBy(149).dividedBy(100))).isEmpty();
    assertThat(after(Duration.ofMinutes(45))).isEmpty();
  }

  @Test
  void a_batch_that_is_late_is_told_once_with_what_is_blocked_in_it() {
    assertThat(after(Duration.ofMinutes(45).plusMillis(1)))
        .containsExactly(
            "Batch 2 running 50% over estimated time (45 min vs 30 min)",
            "Task Ask for access is blocked");
    assertThat(after(Duration.ofMinutes(46))).isEmpty();
    assertThat(after(Duration.ofMinutes(200))).isEmpty();
  }

  @Test
  void tasks_that_do_not_fit_into_the_slots_are_expected_to_take_longer() {
    var tasks =
        List.of(
            view(1, "running", running(Duration.ofMinutes(10))),
            view(2, "queued", ",\"expectedMs\":" + Duration.ofMinutes(10).toMillis()));
    var one = new RunView(Json.read(run("running", ",\"parallel\":1")));
    assertThat(overtime.news(one, tasks, BEGAN.plus(Duration.ofMinutes(29)))).isEmpty();
    assertThat(overtime.news(one, tasks, BEGAN.plus(Duration.ofMinutes(31))))
        .containsExactly("Batch 1 running 55% over estimated time (31 min vs 20 min)");
  }

  @Test
  void nothing_is_said_of_what_nobody_expects_anything_of_or_what_is_over() {
    var unexpected = List.of(view(1, "running", running(Duration.ZERO)));
    assertThat(overtime.news(slow(), unexpected, BEGAN.plus(Duration.ofDays(1)))).isEmpty();
    var over = List.of(view(1, "succeeded", running(Duration.ofMinutes(1))));
    assertThat(overtime.news(slow(), over, BEGAN.plus(Duration.ofDays(1)))).isEmpty();
  }
}
