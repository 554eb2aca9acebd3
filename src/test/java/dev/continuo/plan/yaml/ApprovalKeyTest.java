package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.approval.ApprovalPart;
import dev.continuo.approval.ApprovalPart.Otherwise;
import dev.continuo.expansion.EachPart;
import dev.continuo.task.Door;
import dev.continuo.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The key {@code approval}: where a task waits for a person who approves. */
class ApprovalKeyTest {
  private static Optional<ApprovalPart> part(TaskSpec task) {
    return task.part(ApprovalPart.class);
  }

  private static ApprovalPart part(String approval) {
    return part(Plans.task("approval: " + approval)).orElseThrow();
  }

  private static String told(String approval) {
    return Plans.problems("tasks:\n  x:\n    run: a\n    approval: " + approval + "\n");
  }

  @Test
  void a_word_or_a_list_says_where_a_person_approves() {
    assertThat(part("start")).isEqualTo(ApprovalPart.before(Door.START));
    assertThat(part("END")).isEqualTo(ApprovalPart.before(Door.FINISH));
    assertThat(part("[end, start]")).isEqualTo(ApprovalPart.before(Door.START, Door.FINISH));
    assertThat(part(Plans.task("approval: []"))).isEmpty();
    assertThat(part(Plans.task("retries: 1"))).isEmpty();
  }

  @Test
  void a_map_says_what_is_asked_and_what_follows() {
    assertThat(part("{when: start}")).isEqualTo(ApprovalPart.before(Door.START));
    assertThat(
            part(
                "{when: [start, end], ask: ' Ship it? ', timeout: 2d, on-timeout: fail, on-reject:"
                    + " fail, rounds-max: 0}"))
        .isEqualTo(
            new ApprovalPart(
                List.of(Door.START, Door.FINISH),
                "Ship it?",
                Optional.of(Duration.ofDays(2)),
                Otherwise.FAIL,
                Otherwise.FAIL,
                0));
    assertThat(part("{when: end, timeout: 1h}").onTimeout()).isEqualTo(Otherwise.BLOCK);
    assertThat(part("{when: end, ask: " + "é".repeat(200) + "}").text()).hasSize(200);
  }

  @Test
  void each_item_of_a_list_is_approved_and_not_the_list() {
    var tasks = Plans.plan("tasks: {x: {run: a, for-each: [1, 2], approval: start}}").tasks();
    assertThat(tasks.stream().map(task -> part(task).isPresent()))
        .containsExactly(true, true, false);
    var later =
        Plans.plan(
                "tasks: {a: {run: a}, x: {run: a, needs: a, approval: end, for-each: \"${{"
                    + " needs.a.result.x }}\"}}")
            .tasks()
            .getLast();
    assertThat(part(later)).isEmpty();
    assertThat(part(later.part(EachPart.class).orElseThrow().task())).isPresent();
  }

  @Test
  void what_is_no_place_to_approve_at_is_refused() {
    assertThat(told("stat"))
        .isEqualTo(
            """
            word_unknown plan.yaml:4:15: task `x`: `approval` is unknown, found `stat`, did you mean `start`?
            """);
    assertThat(told("before"))
        .isEqualTo(
            """
            word_unknown plan.yaml:4:15: task `x`: `approval` is unknown, found `before`, must be `start` or `end`
              hint: write it like `approval: start`
            """);
    assertThat(told("[start, start]"))
        .isEqualTo(
            """
            element_duplicate plan.yaml:4:15: task `x`: `approval` has `start` twice
              hint: remove one of the two
            """);
    assertThat(told("[start, 3]"))
        .isEqualTo(
            """
            word_unknown plan.yaml:4:23: task `x`: element 2 of `approval` is unknown, found `3`, must be `start` or `end`
              hint: write it like `approval: start`
            """);
    assertThat(told("[start, end, start]"))
        .isEqualTo(
            """
            list_too_long plan.yaml:4:15: task `x`: `approval` is too long, found 3 elements, must be at most 2
              hint: leave some out, or divide them among several tasks
            """);
    assertThat(told(""))
        .isEqualTo(
            """
            type_wrong plan.yaml:4:14: task `x`: `approval` has the wrong type, found nothing, must be `start` or `end`, or a list of both, or a map with `when`
              hint: remove it, or write it like `approval: start`
            """);
  }

  @Test
  void a_map_with_mistakes_is_refused_at_their_places() {
    assertThat(told("{ask: Ship it?}"))
        .isEqualTo(
            """
            key_missing plan.yaml:4:15: task `x`, `approval`: key `when` is missing
              hint: write it like `when: start`
            """);
    assertThat(told("{when: end, on-timeout: fail}"))
        .isEqualTo(
            """
            key_missing plan.yaml:4:15: task `x`, `approval`: key `timeout` is missing
              hint: write it like `timeout: 2d`
            """);
    assertThat(told("{when: end, within: 2d}"))
        .isEqualTo(
            """
            key_unknown plan.yaml:4:27: task `x`, `approval`: unknown key `within`, allowed are `when`, `ask`, `timeout`, `on-timeout`, `on-reject`, `rounds-max`
              hint: remove it, or write one of these instead
            """);
    assertThat(told("{when: end, timeout: 2, rounds-max: 101, on-reject: stop}"))
        .isEqualTo(
            """
            duration_without_unit plan.yaml:4:36: task `x`, `approval`: `timeout` has no unit, found `2`, must be like `90s`, `15m`, `1h30m` or `2d`
              hint: write `2s` for seconds
            number_out_of_range plan.yaml:4:51: task `x`, `approval`: `rounds-max` is out of range, found `101`, must be a whole number from 0 to 100
              hint: write `100` for the most
            word_unknown plan.yaml:4:67: task `x`, `approval`: `on-reject` is unknown, found `stop`, must be `block` or `fail`
              hint: write it like `on-reject: fail`
            """);
    assertThat(told("{when: end, ask: \"Ship\\nit?\"}"))
        .isEqualTo(
            """
            text_too_long plan.yaml:4:32: task `x`, `approval`: `ask` is not one line of at most 200 characters, found `Ship\\nit?`
              hint: put what the person has to know into a file, and name that
            """);
    assertThat(told("{when: end, ask: " + "a".repeat(201) + "}"))
        .startsWith(
            "text_too_long plan.yaml:4:32: task `x`, `approval`: `ask` is not one line of at most 200");
  }

  @Test
  void a_task_that_is_a_plan_is_approved_in_that_plan() {
    assertThat(Plans.problems("tasks: {x: {uses: other.yaml, approval: start}}"))
        .contains("task `x`: `approval` says nothing of another plan");
  }
}
