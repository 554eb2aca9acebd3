package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.condition.ConditionPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.TaskSpec;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a task starts: {@code if} and {@code join}. */
class ConditionsTest {
  private static final String THREE =
      "tasks: {a: {run: x}, b: {run: x}, c: {run: x}, d: {run: x, needs: [a, b, c], %s}}";

  @Test
  void a_join_asks_for_some_of_the_needs() {
    assertThat(last("join: any").part(JoinPart.class)).contains(new JoinPart(1));
    assertThat(last("join: 2").part(JoinPart.class)).contains(new JoinPart(2));
    assertThat(last("join: all").parts()).isEmpty();
    assertThat(last("join: 3").part(JoinPart.class)).contains(new JoinPart(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if: needs.a.result.deploy == true",
        "if: '${{ needs.a.result.deploy == true }}'",
        "if: \"${{needs.a.result.deploy == true}}\""
      })
  void a_condition_stands_in_the_marks_of_an_expression_or_not(String written) {
    assertThat(last(written).part(ConditionPart.class))
        .contains(new ConditionPart("needs.a.result.deploy == true", Collections.emptySortedMap()));
  }

  @Test
  void a_condition_keeps_the_inputs_that_it_speaks_of_as_what_they_are() {
    var plan =
        Plans.plan(
            """
            inputs:
              deploy: {type: boolean, default: true}
              stage: {type: choice, options: [test, live], default: live}
              count: {type: number, default: 3.50}
              nothing: {type: number}
              other: {}
            tasks:
              x: {run: a, if: 'inputs.deploy && inputs.stage == "live" && inputs.count > 3 && inputs.nothing == null'}
            """);
    assertThat(plan.tasks().getFirst().part(ConditionPart.class).orElseThrow().inputs())
        .isEqualTo(
            new TreeMap<>(
                Map.of("deploy", "true", "stage", "\"live\"", "count", "3.50", "nothing", "null")));
  }

  @Test
  void a_truth_value_is_a_condition_too() {
    assertThat(Plans.task("if: false").part(ConditionPart.class).orElseThrow().expression())
        .isEqualTo("false");
  }

  @Test
  void a_join_of_more_than_there_is() {
    assertThat(Plans.problems(THREE.formatted("join: 4")))
        .isEqualTo(
            """
            join_too_large plan.yaml:1:84: task `d`: `join` asks for 4 of the tasks that it needs, which are 3
              hint: write `3` or `all`
            """);
    assertThat(Plans.problems("tasks: {x: {run: a, join: 1}}"))
        .isEqualTo(
            """
            join_too_large plan.yaml:1:27: task `x`: `join` asks for 1 of the tasks that it needs, which are 0
              hint: remove it, or name some under `needs`
            """);
    assertThat(Plans.problems(THREE.formatted("join: 0")))
        .isEqualTo(
            """
            number_out_of_range plan.yaml:1:84: task `d`: `join` is out of range, found `0`, must be a whole number from 1 to 2147483647
              hint: write `1` for the least
            """);
    assertThat(Plans.problems(THREE.formatted("join: some")))
        .isEqualTo(
            """
            word_unknown plan.yaml:1:84: task `d`: `join` is unknown, found `some`, must be `all` or `any`
              hint: write it like `join: any`
            """);
  }

  @Test
  void a_condition_that_can_never_be_told() {
    assertThat(Plans.problems(THREE.formatted("if: 'needs.a.state =='")))
        .isEqualTo(
            """
            condition_invalid plan.yaml:1:82: task `d`: `if` cannot be told, at its character 17: mismatched input its end
              hint: write it like `if: needs.review.result.deploy == true`
            """);
    assertThat(Plans.problems(THREE.formatted("if: \"'text'\"")))
        .isEqualTo(
            """
            condition_invalid plan.yaml:1:82: task `d`: `if` cannot be told, at its character 1: it is of type string, must be true or false
              hint: write it like `if: needs.review.result.deploy == true`
            """);
    assertThat(Plans.problems(THREE.formatted("if: [a]")))
        .isEqualTo(
            """
            type_wrong plan.yaml:1:82: task `d`: `if` has the wrong type, found a list, must be a condition
              hint: write it like `if: needs.review.result.deploy == true`
            """);
  }

  @Test
  void a_condition_speaks_of_what_is_needed_and_declared() {
    assertThat(
            Plans.problems(
                "tasks: {build: {run: a}, x: {run: a, needs: build, if: needs.biuld.state == 'x'}}"))
        .isEqualTo(
            """
            condition_need_unknown plan.yaml:1:56: task `x`: `if` speaks of a task that this one does not need, found `biuld`, did you mean `build`?
            """);
    assertThat(Plans.problems("tasks: {build: {run: a}, x: {run: a, if: needs.build.state == ''}}"))
        .isEqualTo(
            """
            condition_need_unknown plan.yaml:1:42: task `x`: `if` speaks of a task that this one does not need, found `build`
              hint: name it under `needs` too
            """);
    assertThat(Plans.problems("tasks: {x: {run: a, if: inputs.deploy}}"))
        .isEqualTo(
            """
            input_unknown plan.yaml:1:25: task `x`: `if` refers to an unknown input, found `deploy`
              hint: declare it, like `inputs: {version: {type: string}}`
            """);
  }

  private static TaskSpec last(String keys) {
    return Plans.plan(THREE.formatted(keys)).tasks().getLast();
  }
}
