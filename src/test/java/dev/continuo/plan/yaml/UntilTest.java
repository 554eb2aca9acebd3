package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.round.UntilPart;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When a task is done: {@code until}. */
class UntilTest {
  @Test
  void a_task_is_sent_back_three_times_or_as_often_as_it_says() {
    assertThat(Plans.task("until: result.ok").part(UntilPart.class))
        .contains(new UntilPart("result.ok", Collections.emptySortedMap(), 3));
    assertThat(Plans.task("until: '${{ result.ok }}', rounds-max: 100").part(UntilPart.class))
        .contains(new UntilPart("result.ok", Collections.emptySortedMap(), 100));
  }

  @Test
  void it_speaks_of_inputs_and_needs_too() {
    var plan =
        Plans.plan(
            """
            inputs: {most: {type: number, default: 3}}
            tasks:
              a: {run: a}
              b: {needs: a, run: b, until: result.left <= inputs.most || needs.a.result.enough}
            """);
    assertThat(plan.tasks().getLast().part(UntilPart.class).orElseThrow().inputs())
        .isEqualTo(new TreeMap<>(Map.of("most", "3")));
  }

  @Test
  void what_can_never_be_told_is_refused() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {run: a, until: results.ok}
                  b: {run: b, until: needs.a.result.ok}
                  c: {run: c, until: result.x == inputs.y}
                  d: {run: d, rounds-max: 2}
                  e: {run: e, until: true, rounds-max: 101}
                  f: {run: f, until: true, rounds-max: 0}
                  g: {run: g, if: result.ok}
                  h: {run: h, until: [x]}
                """))
        .isEqualTo(
            """
            condition_invalid plan.yaml:2:22: task `a`: `until` cannot be told, at its character 1: undeclared reference to `results`
              hint: write it like `until: result.failures == 0`
            condition_need_unknown plan.yaml:3:22: task `b`: `until` speaks of a task that this one does not need, found `a`
              hint: name it under `needs` too
            input_unknown plan.yaml:4:22: task `c`: `until` refers to an unknown input, found `y`
              hint: declare it, like `inputs: {version: {type: string}}`
            rounds_without_until plan.yaml:5:27: task `d`: `rounds-max` is for `until`, and the task has none
              hint: remove it, or say when it is done, like `until: result.failures == 0`
            number_out_of_range plan.yaml:6:40: task `e`: `rounds-max` is out of range, found `101`, must be a whole number from 1 to 100
              hint: write `100` for the most
            number_out_of_range plan.yaml:7:40: task `f`: `rounds-max` is out of range, found `0`, must be a whole number from 1 to 100
              hint: write `1` for the least
            condition_invalid plan.yaml:8:19: task `g`: `if` cannot be told, at its character 1: undeclared reference to `result`
              hint: write it like `if: needs.review.result.deploy == true`
            type_wrong plan.yaml:9:22: task `h`: `until` has the wrong type, found a list, must be a condition
              hint: write it like `until: result.failures == 0`
            """);
  }
}
