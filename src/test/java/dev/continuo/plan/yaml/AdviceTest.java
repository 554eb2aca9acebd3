package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.pattern.Advice;
import dev.continuo.pattern.Shape;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which pattern a plan is said to be. */
class AdviceTest {
  private static void is(Shape shape, String reason, String gain, String tasks) {
    assertThat(Advice.of(Plans.plan("tasks: {" + tasks + "}").tasks()))
        .isEqualTo(new Advice(Optional.ofNullable(shape), reason, gain));
  }

  @Test
  void a_plan_is_one_of_the_seven() {
    is(
        Shape.PARALLEL_INDEPENDENT,
        "no task needs another",
        "a task that puts the results together would make it `fan-out-fan-in`",
        "a: {run: x}, b: {run: x}");
    is(
        Shape.SEQUENTIAL_HANDOFF,
        "each task needs the one before it",
        "`incremental-with-validation` would check each step before the next one starts",
        "a: {run: x}, b: {run: x, needs: a}, c: {run: x, needs: b}");
    is(
        Shape.PARALLEL_WITH_SYNC_POINTS,
        "between a common start and what follows, tasks run at the same time",
        "points in the middle would let them agree before they end",
        "a: {run: x}, b: {run: x, needs: a}, c: {run: x, needs: a}, d: {run: x, needs: [b, c]}");
    is(
        Shape.PRIMARY_WITH_REVIEWERS,
        "one task is checked by others",
        "nothing: it has what it needs",
        "a: {run: x, gates: [{run: y}]}");
    is(
        Shape.PRIMARY_WITH_REVIEWERS,
        "one task alone is a primary without reviewers",
        "reviewers would send it back until it holds",
        "a: {run: x}");
    is(
        Shape.INCREMENTAL_WITH_VALIDATION,
        "each task needs the one before it, and is checked",
        "where the parts are independent, `parallel-independent` takes as long as the longest",
        "a: {run: x, gates: [{run: y}]}, b: {run: x, needs: a, gates: [{run: y}]}");
    is(
        Shape.FAN_OUT_FAN_IN,
        "one task needs all of the others, which need nothing",
        "a first task that all of them need would make it `parallel-with-sync-points`",
        "a: {run: x}, b: {run: x}, c: {run: x, needs: [a, b]}");
    is(
        Shape.CONDITIONAL_BRANCHING,
        "some tasks are done on a condition",
        "an analyzer that chooses nothing waits for a person instead of leaving all of them out",
        "a: {run: x}, b: {run: x, needs: a, if: 'true'}");
  }

  @Test
  void what_is_none_of_them_may_be_a_combination() {
    assertThat(
            Advice.of(
                Plans.plan(
                        "tasks: {a: {run: x}, b: {run: x}, c: {run: x, needs: a}, d: {run: x, needs: [a, b]}}")
                    .tasks()))
        .isEqualTo(
            new Advice(
                Optional.empty(),
                "it is none of the seven",
                "as `stages` of a combination, each part of it could be one of them"));
  }
}
