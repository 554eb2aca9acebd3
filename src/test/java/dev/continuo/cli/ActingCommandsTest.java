package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActingCommandsTest extends CommandLineFixture {
  private static final String DONE = "{\"sequence\":9}";

  @Test
  void cancel_gives_the_reason_on() {
    server.on("POST /v1/runs/" + RUN + "/cancel", 200, DONE);

    assertThat(type("cancel", RUN, "--reason", "wrong branch"))
        .isEqualTo(new Left(0, "", "run r-000001 is being cancelled\n"));
    assertThat(server.requests())
        .containsExactly("POST /v1/runs/r-000001/cancel {\"reason\":\"wrong branch\"}");
  }

  @Test
  void pause_reaches_processes_only_when_told_so() {
    server.on("POST /v1/runs/" + RUN + "/pause", 200, DONE);

    assertThat(type("pause", RUN))
        .isEqualTo(
            new Left(
                0, "", "paused run r-000001\nhint: `continuo resume r-000001` lets it go on\n"));
    type("pause", RUN, "--now");
    assertThat(server.requests())
        .containsExactly(
            "POST /v1/runs/r-000001/pause {}", "POST /v1/runs/r-000001/pause {\"now\":true}");
  }

  @Test
  void pause_now_is_for_runs() {
    assertThat(type("pause", TASK, "--now"))
        .isEqualTo(
            new Left(
                2,
                "",
                "error: option `--now`: only for runs, a task's process is always paused with it\n"));
  }

  @Test
  void resume_and_retry_take_tasks_by_name() {
    server
        .on("GET /v1/runs/" + RUN + "/tasks/build", 200, task(0, "build", "paused", ""))
        .on("POST /v1/tasks/" + TASK + "/resume", 200, DONE)
        .on("POST /v1/tasks/" + TASK + "/retry", 200, DONE);

    assertThat(type("resume", RUN + "/build"))
        .isEqualTo(new Left(0, "", "task t-00000100000 goes on\n"));
    assertThat(type("retry", RUN + "/build"))
        .isEqualTo(new Left(0, "", "task t-00000100000 is tried again\n"));
  }

  @Test
  void what_the_state_does_not_allow_fails() {
    server.on(
        "POST /v1/runs/" + RUN + "/resume",
        409,
        "{\"code\":\"run_not_paused\",\"detail\":\"run `r-000001`: not paused, it is running\",\"hint\":\"\"}");

    assertThat(type("resume", RUN))
        .isEqualTo(new Left(1, "", "error: run `r-000001`: not paused, it is running\n"));
  }

  @Test
  void what_is_no_id_is_told_before_it_is_sent() {
    assertThat(type("cancel", "banana"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: run: not an id, found `banana`, must look like `r-4k2m9q` or be `last`
                hint: `continuo list` shows the runs
                """));
    assertThat(type("logs", "t-1").err())
        .isEqualTo(
            """
            error: task: not an id, found `t-1`, must look like `t-4k2m9q00012`, `r-4k2m9q/NAME` or `last/NAME`
            hint: `continuo status RUN` shows the tasks of a run
            """);
    assertThat(server.requests()).isEmpty();
  }
}
