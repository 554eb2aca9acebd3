package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.launch.LaunchPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plans whose tasks come in batches, one after the other. */
class BatchesTest {
  @Test
  void tasks_start_as_soon_as_they_can_unless_the_plan_says_otherwise() {
    assertThat(told("")).isEqualTo("T1 T2<T1 T3 T4<T2~,T3");
    assertThat(told("scheduling: as-ready")).isEqualTo("T1 T2<T1 T3 T4<T2~,T3");
  }

  @Test
  void strict_batches_are_held_together_by_sync_points() {
    assertThat(told("scheduling: strict-batches"))
        .isEqualTo("T1 T3 batch/2<T1~,T3~ T2<T1,batch/2 batch/3<T2~ T4<T2~,T3,batch/3");
    var tasks = tasks("scheduling: strict-batches");
    assertThat(tasks.stream().filter(task -> task.kind() == Kind.SYNC).map(TaskSpec::name))
        .containsExactly("batch/2", "batch/3");
    assertThat(tasks).allMatch(task -> task.part(LaunchPart.class).isEmpty());
  }

  @Test
  void batches_that_are_launched_by_hand_wait_at_their_sync_points() {
    var tasks = tasks("auto-launch: false");
    assertThat(tasks.stream().filter(task -> task.part(LaunchPart.class).isPresent()))
        .extracting(TaskSpec::name)
        .containsExactly("batch/2", "batch/3");
    assertThat(told("auto-launch: false")).isEqualTo(told("scheduling: strict-batches"));
  }

  @Test
  void one_batch_needs_no_sync_point() {
    var plan = Plans.plan("{scheduling: strict-batches, tasks: {a: {run: x}, b: {run: x}}}");
    assertThat(plan.tasks()).extracting(TaskSpec::name).containsExactly("a", "b");
  }

  @Test
  void a_hundred_thousand_tasks_in_batches_are_read_in_order() {
    var text = new StringBuilder("scheduling: strict-batches\ntasks:\n");
    for (int i = 0; i < 100_000; i++) {
      text.append("  t").append(i).append(": {run: x");
      text.append(i < 1_000 ? "" : ", needs: t" + (i - 1_000)).append("}\n");
    }
    var tasks = Plans.plan(text.toString()).tasks();
    assertThat(tasks).hasSize(100_000 + 99);
    assertThat(tasks.getLast().needs()).hasSize(2);
  }

  private static List<TaskSpec> tasks(String keys) {
    return Plans.plan(
            """
            %s
            tasks:
              T1: {run: a}
              T2: {run: a, needs: T1}
              T3: {run: a}
              T4: {run: a, needs: {T2: ended, T3: succeeded}}
            """
                .formatted(keys))
        .tasks();
  }

  /** Each task with what it needs; {@code ~} is behind those whose end is enough. */
  private static String told(String keys) {
    var tasks = tasks(keys);
    return tasks.stream()
        .map(
            task ->
                task.name()
                    + (task.needs().isEmpty() ? "" : "<")
                    + task.needs().stream()
                        .map(need -> named(tasks, need))
                        .collect(Collectors.joining(",")))
        .collect(Collectors.joining(" "));
  }

  private static String named(List<TaskSpec> tasks, Need need) {
    return tasks.get(need.index()).name() + (need.on() == Need.On.ENDED ? "~" : "");
  }
}
