package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.expansion.EachPart;
import dev.continuo.sync.SyncPart;
import dev.continuo.task.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that meet others while they run. */
class SyncPointsTest {
  private static List<String> points(TaskSpec task) {
    return task.part(SyncPart.class).map(SyncPart::points).orElse(List.of());
  }

  /** What is wrong with a plan of these tasks: the message and the hint of each problem. */
  private static String told(String tasks) {
    return Plans.problems("tasks:\n" + tasks.indent(2))
        .replaceAll("(?m)^\\S+ \\S+ ", "")
        .replace("\n  hint: ", " | ");
  }

  @Test
  void tasks_that_name_a_point_meet_there() {
    var tasks =
        Plans.plan(
                """
                tasks:
                  api: {run: a, sync-points: [schema, end]}
                  web: {run: b, sync-points: schema}
                  docs: {run: c, sync-points: [end]}
                """)
            .tasks();
    assertThat(tasks.stream().map(SyncPointsTest::points))
        .containsExactly(List.of("schema", "end"), List.of("schema"), List.of("end"));
  }

  @Test
  void the_items_of_a_list_meet_each_other() {
    var tasks = Plans.plan("tasks: {x: {run: a, for-each: [1, 2], sync-points: p}}").tasks();
    assertThat(points(tasks.get(0))).containsExactly("p");
    assertThat(points(tasks.get(2))).isEmpty();
    var later =
        Plans.plan(
                "tasks: {a: {run: a}, x: {run: a, needs: a, for-each: \"${{ needs.a.result.x }}\", sync-points: p}}")
            .tasks()
            .getLast();
    assertThat(points(later.part(EachPart.class).orElseThrow().task())).containsExactly("p");
  }

  @Test
  void a_point_to_which_nobody_else_comes_is_refused() {
    assertThat(told("a: {run: a, sync-points: p}\nb: {run: b}"))
        .isEqualTo(
            "task `a`: nobody else comes to the sync point `p` | name it at another task too\n");
  }

  @Test
  void a_point_that_a_task_waits_at_for_one_that_waits_for_its_end_is_refused() {
    assertThat(
            told(
                "a: {run: a, sync-points: p}\nb: {run: b, needs: a}\nc: {run: c, needs: b, sync-points: p}"))
        .isEqualTo(
            "task `c`: needs a task that waits for it at the sync point `p` | remove the need, or the"
                + " point at one of the two\n");
  }

  @Test
  void more_than_can_run_at_once_never_meet() {
    assertThat(
            Plans.problems(
                """
                limits: {parallel: 2}
                tasks: {x: {run: a, for-each: [1, 2, 3], sync-points: p}}
                """))
        .isEqualTo(
            """
            sync_point_unreachable plan.yaml:2:9: task `x/1`: 3 tasks meet, of which at most 2 run at once, at `p`
              hint: `limits.parallel` has to be at least 3
            """);
  }

  @Test
  void a_point_stands_once() {
    assertThat(told("a: {run: a, sync-points: [p, p]}"))
        .startsWith("task `a`: `sync-points` has `p` twice | remove one of the two\n");
  }
}
