package dev.continuo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "need, needs",
    "nedes, needs",
    "NEEDS, needs",
    "timout, timeout",
    "timeuot, timeout",
    "continue-on-eror, continue-on-error",
    "continueonerr, continue-on-error",
    "rnu, run"
  })
  void a_slip_of_the_hand_is_recognised(String typed, String meant) {
    assertThat(
            Nearest.to(
                typed, List.of("run", "needs", "timeout", "on-timeout", "continue-on-error")))
        .contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"if", "x", "foobar", "''"})
  void another_word_is_left_alone(String typed) {
    assertThat(Nearest.to(typed, List.of("run", "env", "a", "needs"))).isEmpty();
  }

  @Test
  void of_equals_the_first_is_meant_and_of_others_the_nearest() {
    assertThat(Nearest.to("task", List.of("mask", "tasks"))).contains("mask");
    assertThat(Nearest.to("tasks", List.of("masts", "tasty", "task"))).contains("task");
  }

  @Test
  void words_of_any_length_cost_little() {
    assertThat(Nearest.to("x".repeat(1_000_000), List.of("x".repeat(1_000_001)))).isEmpty();
  }
}
