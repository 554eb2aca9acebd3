package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest extends CommandLineFixture {
  private final List<String> tasks = new ArrayList<>();

  @Test
  void seven_tasks_at_a_limit_of_five_are_told_below_the_table() {
    add(5, "running", "");
    add(2, "queued", "");
    answer("running");

    var left = type("status", RUN);

    assertThat(left.code()).isZero();
    assertThat(left.out().lines()).hasSize(10);
    assertThat(left.err())
        .isEqualTo(
            """
            5 tasks in progress (max). Queueing 2 additional tasks.
            Sub-batch 1b queued (2 tasks waiting for slots)
            """);
  }

  @Test
  void a_batch_of_which_nothing_has_begun_waits_as_a_whole() {
    add(5, "running", "");
    add(1, "succeeded", "");
    add(1, "queued", ",\"needs\":[{\"task\":\"t-00000100005\",\"on\":\"succeeded\"}]");
    answer("running");

    assertThat(type("status", RUN).err())
        .isEqualTo(
            """
            5 tasks in progress (max). Queueing 1 additional task.
            Batch 2 queued (1 task waiting for slots)
            """);
  }

  @Test
  void nothing_is_said_while_a_slot_is_free() {
    add(4, "running", "");
    add(1, "queued", "");
    answer("running");

    assertThat(type("status", RUN).err()).isEmpty();
  }

  @Test
  void a_run_that_is_paused_queues_for_another_reason() {
    add(5, "running", "");
    add(1, "queued", "");
    answer("paused");

    assertThat(type("status", RUN).err()).isEmpty();
  }

  @Test
  void a_held_task_waits_for_a_person_and_not_for_a_slot() {
    add(5, "running", "");
    add(1, "queued", ",\"heldBy\":\"ada\"");
    answer("running");

    assertThat(type("status", RUN).err()).isEmpty();
  }

  private void add(int count, String state, String more) {
    for (int i = 0; i < count; i++) {
      tasks.add(task(tasks.size(), "task-" + tasks.size(), state, more));
    }
  }

  private void answer(String state) {
    server
        .on("GET /v1/runs/" + RUN, 200, run(state, ",\"total\":" + tasks.size()))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=200",
            200,
            "{\"tasks\":[" + String.join(",", tasks) + "]}");
  }
}
