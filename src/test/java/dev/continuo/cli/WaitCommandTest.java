package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitCommandTest extends CommandLineFixture {
  private static final String WAIT = "GET /v1/runs/" + RUN + "/wait?timeoutMs=60000";

  @Test
  void wait_asks_again_until_the_run_has_ended() {
    server.on(WAIT, 200, run("running", "")).on(WAIT, 200, run("succeeded", ""));

    assertThat(type("wait", RUN))
        .isEqualTo(new Left(0, "", "run r-000001 succeeded in 4.2 s, 2 tasks\n"));
  }

  @ParameterizedTest
  @CsvSource({"succeeded,0,0", "failed,0,1", "cancelled,0,5", "paused,0,6", "paused,1,1"})
  void the_exit_code_says_how_the_run_stands(String state, int failed, int code) {
    var more =
        (state.equals("paused") ? ",\"stuck\":true" : "")
            + ",\"counts\":{\"failed\":"
            + failed
            + "}";
    server
        .on(WAIT, 200, run(state, more))
        .on("GET /v1/runs/" + RUN + "/tasks?limit=1000", 200, "{\"tasks\":[]}");

    var left = type("wait", RUN, "--json");

    assertThat(left.code()).isEqualTo(code);
    assertThat(left.out()).startsWith("{\"runs\":[{\"id\":\"r-000001\",");
  }

  @Test
  void of_several_runs_the_gravest_end_counts() {
    server
        .on(WAIT, 200, run("succeeded", ""))
        .on(WAIT.replace(RUN, "r-000002"), 200, run("cancelled", "").replace(RUN, "r-000002"));

    var left = type("wait", RUN, "r-000002");

    assertThat(left.code()).isEqualTo(5);
    assertThat(left.err().lines())
        .containsExactlyInAnyOrder(
            "run r-000001 succeeded in 4.2 s, 2 tasks", "run r-000002 cancelled in 4.2 s, 2 tasks");
    assertThat(left.out()).isEmpty();
  }

  @Test
  void all_are_waited_for_at_once_and_told_of_as_they_settle() {
    var err = new ByteArrayOutputStream();
    server
        .on(
            WAIT,
            to -> {
              await().until(() -> err.toString(UTF_8).contains("run r-000002 cancelled"));
              FakeServer.answer(to, run("succeeded", ""));
            })
        .on(WAIT.replace(RUN, "r-000002"), 200, run("cancelled", "").replace(RUN, "r-000002"));

    type(new ByteArrayOutputStream(), err, Output.Style.PLAIN, "wait", RUN, "r-000002", "--all");

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            run r-000002 cancelled in 4.2 s, 2 tasks
            run r-000001 succeeded in 4.2 s, 2 tasks
            """);
  }

  @Test
  void the_first_that_settles_is_enough_when_any_is_asked_for() {
    server
        .streams(WAIT, FakeServer.End.SILENCE)
        .on(WAIT.replace(RUN, "r-000002"), 200, run("cancelled", "").replace(RUN, "r-000002"));

    assertThat(type("wait", "--any", RUN, "r-000002"))
        .isEqualTo(new Left(5, "r-000002\n", "run r-000002 cancelled in 4.2 s, 2 tasks\n"));
    assertThat(type("wait", "--any", RUN, "r-000002", "--json").out())
        .startsWith("{\"runs\":[{\"id\":\"r-000002\"")
        .endsWith("}],\"tasks\":[]}\n");
    assertThat(type("wait", "--any", "--all", RUN).err())
        .isEqualTo("error: option `--any`: has no meaning with `--all`\n");
  }

  @Test
  void when_none_of_any_settles_nothing_is_printed() {
    server.on("GET /v1/runs/" + RUN + "/wait?timeoutMs=1", 200, run("running", ""));

    assertThat(type("wait", "--any", RUN, "--timeout", "1ms"))
        .isEqualTo(new Left(4, "", "run r-000001 still runs after 1ms and goes on\n"));
  }

  private static final String TASK_WAIT = "GET /v1/tasks/" + TASK + "/wait?timeoutMs=";

  @ParameterizedTest
  @CsvSource({
    "succeeded,running,0,succeeded",
    "skipped,running,0,skipped",
    "cancelled,running,5,cancelled",
    "blocked,running,6,is blocked and waits for you",
    "paused,running,6,is paused and waits for you",
    "pending,paused,6,is pending and waits for you"
  })
  void a_task_is_waited_for_too(String state, String runState, int code, String words) {
    server
        .on("GET /v1/runs/" + RUN + "/tasks/build", 200, task(0, "build", state, ""))
        .on(TASK_WAIT + 60_000, 200, task(0, "build", state, ""))
        .on("GET /v1/runs/" + RUN, 200, run(runState, ",\"stuck\":" + runState.equals("paused")));

    var left = type("wait", RUN + "/build");

    assertThat(left.err()).startsWith("task r-000001/build " + words + "\n");
    assertThat(left.code()).isEqualTo(code);
  }

  @Test
  void a_task_that_failed_or_waits_for_you_says_what_to_type() {
    var failed = ",\"reason\":\"exit code 3\",\"tail\":\"no such file\\n\"";
    server
        .on(TASK_WAIT + 60_000, 200, task(0, "build", "failed", failed))
        .on(TASK_WAIT + 60_000, 200, task(0, "build", "queued", ",\"heldBy\":\"ada\""))
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "failed", failed))
        .on("GET /v1/runs/" + RUN, 200, run("running", ""));

    assertThat(type("wait", TASK))
        .isEqualTo(
            new Left(
                1,
                "",
                """
                task r-000001/build failed: exit code 3
                    no such file
                hint: `continuo logs r-000001/build` shows the output
                """));
    assertThat(type("wait", TASK, "--any"))
        .isEqualTo(
            new Left(
                6,
                TASK + "\n",
                """
                task r-000001/build is queued and waits for you
                hint: `continuo why r-000001/build` says what it waits for
                """));
  }

  @Test
  void a_task_that_is_blocked_or_whose_agent_failed_says_what_can_be_done() {
    var blocked = ",\"reason\":\"no access\",\"blocker\":\"external\"";
    var failed = ",\"agent\":\"coder\",\"reason\":\"exit code 1\"";
    server
        .on(TASK_WAIT + 60_000, 200, task(0, "build", "blocked", blocked))
        .on(TASK_WAIT + 60_000, 200, task(0, "build", "failed", failed))
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "failed", failed))
        .on("GET /v1/runs/" + RUN, 200, run("running", ""));

    assertThat(type("wait", TASK).err())
        .isEqualTo(
            """
            task r-000001/build is blocked and waits for you: no access
              Task build blocked - no access
              Contact team X for access
              Use Status Progression Skill to unblock task and resume work
            hint: `continuo why r-000001/build` says what it waits for
            """);
    assertThat(type("wait", TASK).err())
        .isEqualTo(
            """
            task r-000001/build failed: exit code 1
              Task build failed - specialist encountered errors
              Fix issues and retry task
              Use Status Progression Skill to reset task to pending and retry
            hint: `continuo logs r-000001/build` shows the output
            """);
  }

  @Test
  void a_task_that_still_goes_on_at_the_timeout_ends_with_4() {
    server
        .on(TASK_WAIT + 1, 200, task(0, "build", "pending", ""))
        .on("GET /v1/runs/" + RUN, 200, run("running", ""));

    var left = type("wait", TASK, "--timeout", "1ms", "--json");

    assertThat(left.err())
        .isEqualTo("task r-000001/build is still pending after 1ms and goes on\n");
    assertThat(left.out()).startsWith("{\"runs\":[],\"tasks\":[{\"id\":\"" + TASK);
    assertThat(left.code()).isEqualTo(4);
  }

  @Test
  void on_a_terminal_the_run_is_shown_while_it_moves() {
    terminal.attached(80, 24);
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on("GET /v1/runs/" + RUN, 200, run("succeeded", ""))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + task(0, "build", "queued", "") + "]}")
        .streams(
            "GET /v1/events?after=7&run=" + RUN,
            FakeServer.End.SILENCE,
            event(8, "task.succeeded", TASK, "{}"))
        .on("GET /v1/events?after=8&run=" + RUN + "&limit=1000", 200, "{\"events\":[]}");

    var code =
        type(OutputStream.nullOutputStream(), terminal.screen(), Output.Style.PLAIN, "wait", RUN);

    assertThat(code).isZero();
    assertThat(terminal.seen())
        .containsExactly("✓ succeeded  build", "run r-000001 succeeded in 4.2 s, 2 tasks");
  }

  @Test
  void on_a_narrow_terminal_no_word_of_how_it_stands_is_broken() {
    terminal.attached(50, 24);
    server
        .on("GET /v1/runs/" + RUN, 200, run("paused", ",\"stuck\":true"))
        .on(
            "GET /v1/runs/" + RUN + "/wait?timeoutMs=60000",
            200,
            run("paused", ",\"stuck\":true,\"counts\":{\"failed\":1,\"waiting\":1}"))
        .on("GET /v1/runs/" + RUN + "/tasks?limit=1000", 200, "{\"tasks\":[]}");

    type(OutputStream.nullOutputStream(), terminal.screen(), Output.Style.PLAIN, "wait", RUN);

    assertThat(terminal.seen())
        .startsWith("run r-000001 is paused and waits for you, 2 tasks:", "  1 failed, 1 waiting");
  }

  private static void awaited(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void a_timeout_ends_with_4() {
    server.on("GET /v1/runs/" + RUN + "/wait?timeoutMs=1", 200, run("running", ""));

    var left = type("wait", RUN, "--timeout", "1ms");

    assertThat(left).isEqualTo(new Left(4, "", "run r-000001 still runs after 1ms and goes on\n"));
  }

  @Test
  void a_server_that_comes_back_is_asked_again() throws IOException {
    try (var second = new FakeServer()) {
      second.on(WAIT, 200, run("succeeded", ""));
      server.on(
          WAIT,
          _ -> {
            second.serves(home, ProcessHandle.current().pid(), 0);
            server.close();
          });

      assertThat(type("wait", RUN))
          .isEqualTo(
              new Left(
                  0,
                  "",
                  """
                  server is away, reconnecting
                  hint: `continuo server start` starts it again, nothing is lost
                  server is back
                  run r-000001 succeeded in 4.2 s, 2 tasks
                  """));
    }
  }

  @Test
  void a_server_that_goes_away_under_many_waits_is_told_of_once() throws IOException {
    try (var second = new FakeServer()) {
      var other = WAIT.replace(RUN, "r-000002");
      var asked = new CountDownLatch(2);
      FakeServer.Answering away =
          _ -> {
            asked.countDown();
            awaited(asked);
            second.serves(home, ProcessHandle.current().pid(), 0);
            server.close();
          };
      second
          .on(WAIT, 200, run("succeeded", ""))
          .on(other, 200, run("succeeded", "").replace(RUN, "r-000002"));
      server.on(WAIT, away).on(other, away);

      var left = type("wait", RUN, "r-000002");

      assertThat(left.err())
          .startsWith(
              """
              server is away, reconnecting
              hint: `continuo server start` starts it again, nothing is lost
              server is back
              """)
          .containsOnlyOnce("server is away")
          .contains("run r-000001 succeeded", "run r-000002 succeeded");
      assertThat(left.code()).isZero();
    }
  }

  @Test
  void waits_that_were_broken_off_go_on_side_by_side() throws IOException {
    try (var second = new FakeServer()) {
      var other = WAIT.replace(RUN, "r-000002");
      var broken = new CountDownLatch(2);
      var again = new CountDownLatch(2);
      FakeServer.Answering away =
          _ -> {
            broken.countDown();
            awaited(broken);
            second.serves(home, ProcessHandle.current().pid(), 0);
            server.close();
          };
      second
          .on(WAIT, to -> answerAfter(again, to, run("succeeded", "")))
          .on(other, to -> answerAfter(again, to, run("succeeded", "").replace(RUN, "r-000002")));
      server.on(WAIT, away).on(other, away);

      assertThat(type("wait", RUN, "r-000002").code()).isZero();
    }
  }

  private static void answerAfter(CountDownLatch asked, OutputStream to, String body)
      throws IOException {
    asked.countDown();
    awaited(asked);
    FakeServer.answer(to, body);
  }

  @ParameterizedTest
  @CsvSource({"5", "-5s", "soon", "1h 30m"})
  void bad_durations_are_wrong_input(String text) {
    var left = type("wait", RUN, "--timeout=" + text);

    assertThat(left.err())
        .startsWith(
            "error: option `--timeout`: not a duration, found `"
                + text
                + "`, must be like `90s`, `15m` or `1h30m`\n")
        .doesNotContain("-5s` for seconds");
    assertThat(left.err().contains("hint: write `5s` for seconds\n")).isEqualTo(text.equals("5"));
    assertThat(left.code()).isEqualTo(2);
  }
}
