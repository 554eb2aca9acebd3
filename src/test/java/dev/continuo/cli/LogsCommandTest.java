package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.cli.FakeServer.End;
import org.junit.jupiter.api.Test;

class LogsCommandTest extends CommandLineFixture {
  private static final String SECOND = "t-00000100001";
  private static final String LIMIT = "&limit=262144";
  private static final String WAIT = LIMIT + "&waitMs=60000";
  private static final String ENDED = "Continuo-Ended: true\r\n";

  private static String output(String task, int attempt) {
    return "GET /v1/tasks/%s/output?turn=%s.%d.%d".formatted(task, task, attempt, attempt);
  }

  private static String next(long offset) {
    return "Continuo-Next-Offset: " + offset + "\r\n";
  }

  private static String turn(String task, int attempt, String ended) {
    return "{\"turn\":\"%s.%d.%d\",\"attempt\":%d,\"endedAt\":%s}"
        .formatted(task, attempt, attempt, attempt, ended);
  }

  private static String turns(String... turns) {
    return ",\"turns\":[" + String.join(",", turns) + "]";
  }

  private static String over(String task, int attempt) {
    return turn(task, attempt, "\"2026-11-21T11:59:03Z\"");
  }

  private static String living(String task, int attempt) {
    return turn(task, attempt, "null");
  }

  @Test
  void bytes_are_copied_as_they_are_page_by_page() {
    server
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "failed", turns(over(TASK, 1))))
        .on(output(TASK, 1) + "&offset=0" + LIMIT, 200, next(4), "one\n")
        .on(output(TASK, 1) + "&offset=4" + LIMIT, 200, next(8), "two\n")
        .on(output(TASK, 1) + "&offset=8" + LIMIT, 200, next(8) + ENDED, "");

    assertThat(type("logs", TASK)).isEqualTo(new Left(0, "one\ntwo\n", ""));
    assertThat(type("logs", TASK, "--attempt", "1").out()).isEqualTo("one\ntwo\n");
    assertThat(type("logs", TASK, "--attempt", "2"))
        .isEqualTo(
            new Left(
                3,
                "",
                """
                error: task `t-00000100000`: has no attempt 2, it had 1
                hint: `continuo show t-00000100000` lists them
                """));
  }

  @Test
  void a_task_that_never_started_has_no_output() {
    server.on("GET /v1/tasks/" + TASK, 200, task(0, "build", "pending", ",\"turns\":[]"));

    assertThat(type("logs", TASK))
        .isEqualTo(
            new Left(
                3,
                "",
                """
                error: task `t-00000100000`: has no output, it never started
                hint: `continuo why t-00000100000` says what it waits for
                """));
  }

  @Test
  void the_last_lines_are_found_from_the_end() {
    var end = "x".repeat(262_139) + "\ntwo\n";
    server
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "failed", turns(over(TASK, 1))))
        .on(output(TASK, 1) + "&last=262144", 200, next(1_262_144), end)
        .on(output(TASK, 1) + "&offset=737856" + LIMIT, 200, "", "three\nhalf")
        .on(output(TASK, 1) + "&offset=737862" + LIMIT, 200, next(737_866), "half")
        .on(output(TASK, 1) + "&offset=737866" + LIMIT, 200, next(737_866), "")
        .on(output(TASK, 1) + "&offset=1262140" + LIMIT, 200, next(1_262_144), "two\n")
        .on(output(TASK, 1) + "&offset=1262144" + LIMIT, 200, next(1_262_144), "");

    assertThat(type("logs", TASK, "--tail", "1").out()).isEqualTo("two\n");
    assertThat(type("logs", TASK, "--tail", "2").out()).isEqualTo("half");
    assertThat(type("logs", TASK, "--tail", "0").out()).isEmpty();
    assertThat(type("logs", TASK, "--tail", "-2"))
        .isEqualTo(new Left(2, "", "error: option `--tail`: found `-2`, must be 0 or more\n"));
  }

  @Test
  void fewer_lines_than_asked_for_are_all_that_there_are() {
    server
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "failed", turns(over(TASK, 1))))
        .on(output(TASK, 1) + "&last=262144", 200, next(3), "one")
        .on(output(TASK, 1) + "&offset=0" + LIMIT, 200, next(3), "one")
        .on(output(TASK, 1) + "&offset=3" + LIMIT, 200, next(3), "");

    assertThat(type("logs", TASK, "--tail", "5").out()).isEqualTo("one");
  }

  @Test
  void a_task_is_followed_over_a_retry_until_it_ends() {
    var retried = turns(over(TASK, 1), living(TASK, 2));
    server
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "running", turns(living(TASK, 1))))
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "running", turns(living(TASK, 1))))
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "pending", turns(over(TASK, 1))))
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "running", retried))
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "running", retried))
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "succeeded", retried))
        .streams(
            "GET /v1/events?after=7&run=" + RUN,
            End.SILENCE,
            event(8, "task.turn-ended", TASK, "{}"),
            event(9, "task.started", SECOND, "{}"),
            event(10, "task.started", TASK, "{}"),
            event(11, "task.claimed", TASK, "{}"))
        .on(output(TASK, 1) + "&offset=0" + WAIT, 200, next(0), "")
        .on(output(TASK, 1) + "&offset=0" + WAIT, 200, next(4), "one\n")
        .on(output(TASK, 1) + "&offset=4" + WAIT, 200, next(4) + ENDED, "")
        .on(output(TASK, 2) + "&offset=0" + WAIT, 200, next(4) + ENDED, "two\n");

    assertThat(type("logs", "-f", TASK)).isEqualTo(new Left(0, "one\ntwo\n", ""));
  }

  @Test
  void the_tasks_of_a_run_are_printed_one_after_the_other_with_their_names() {
    server
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":["
                + task(0, "build", "failed", turns(over(TASK, 1), over(TASK, 2)))
                + ","
                + task(1, "integration", "succeeded", turns(over(SECOND, 1)))
                + ","
                + task(2, "ship", "pending", turns())
                + "]}")
        .on(output(TASK, 2) + "&offset=0" + LIMIT, 200, next(12), "one\r\ntwo\n\nh")
        .on(output(TASK, 2) + "&offset=12" + LIMIT, 200, next(15), "alf")
        .on(output(TASK, 2) + "&offset=15" + LIMIT, 200, next(15), "")
        .on(output(SECOND, 1) + "&offset=0" + LIMIT, 200, next(3), "ok\n")
        .on(output(SECOND, 1) + "&offset=3" + LIMIT, 200, next(3), "");

    assertThat(type("logs", RUN))
        .isEqualTo(
            new Left(
                0,
                """
                build       | one
                build       | two
                build       |\s
                build       | half
                integration | ok
                """,
                ""));
    assertThat(type("logs", RUN, "--attempt", "1"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: option `--attempt`: has no meaning for a run
                hint: `continuo logs r-000001/NAME --attempt 1` prints that of a task
                """));
  }

  @Test
  void of_what_steers_a_terminal_only_colours_pass_and_end_with_their_line() {
    server
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + task(0, "build", "failed", turns(over(TASK, 1))) + "]}")
        .on(
            output(TASK, 1) + "&offset=0" + LIMIT,
            200,
            next(40),
            "\u001b[1;31mred\nplain\n\u001bc\u001b[2J\u001b[32mok\rgone\n")
        .on(output(TASK, 1) + "&offset=40" + LIMIT, 200, next(40), "");

    assertThat(type("logs", RUN).out())
        .isEqualTo(
            """
            build | \u001b[1;31mred\u001b[0m
            build | plain
            build | \ufffdc\ufffd[2J\u001b[32mok\ufffdgone\u001b[0m
            """);
  }

  @Test
  void the_tasks_of_a_run_are_followed_until_it_has_ended() {
    var started = "{\"turn\":{\"attempt\":1,\"fence\":1}}";
    var submitted = "{\"spec\":{\"name\":\"check\",\"kind\":\"check\"}}";
    server
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + task(0, "build", "running", turns(living(TASK, 1))) + "]}")
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on("GET /v1/runs/" + RUN, 200, run("succeeded", ""))
        .streams(
            "GET /v1/events?after=7&run=" + RUN,
            End.SILENCE,
            event(8, "task.submitted", SECOND, submitted),
            event(9, "task.started", SECOND, started),
            event(10, "run.ended", "", "{}"))
        .on(output(TASK, 1) + "&offset=0" + WAIT, 200, next(4), "one\n")
        .on(output(TASK, 1) + "&offset=4" + WAIT, 200, next(8) + ENDED, "two\n")
        .on(output(SECOND, 1) + "&offset=0" + WAIT, 200, next(3) + ENDED, "ok\n");

    var left = type("logs", RUN, "-f");

    assertThat(left.out().lines())
        .containsExactlyInAnyOrder("build | one", "build | two", "check | ok")
        .containsSubsequence("build | one", "build | two");
    assertThat(left.err()).isEmpty();
    assertThat(left.code()).isZero();
  }

  @Test
  void what_the_server_refuses_while_a_run_is_followed_ends_it() {
    server
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + task(0, "build", "running", turns(living(TASK, 1))) + "]}")
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .streams("GET /v1/events?after=7&run=" + RUN, End.SILENCE)
        .on(output(TASK, 1) + "&offset=0" + WAIT, 503, "{\"detail\":\"output: gone\"}");

    assertThat(type("logs", RUN, "-f")).isEqualTo(new Left(3, "", "error: output: gone\n"));
  }

  @Test
  void output_that_was_cleared_is_told_and_not_shown_as_nothing() {
    var gone =
        "{\"detail\":\"task `build`: the output of attempt 1 is not kept any more\",\"hint\":\"why\"}";
    server
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "failed", turns(over(TASK, 1))))
        .on("GET /v1/runs/" + RUN, 200, run("failed", ""))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + task(0, "build", "failed", turns(over(TASK, 1))) + "]}")
        .streams("GET /v1/events?after=7&run=" + RUN, End.SILENCE)
        .on(output(TASK, 1) + "&offset=0" + LIMIT, 410, gone)
        .on(output(TASK, 1) + "&offset=0" + WAIT, 410, gone)
        .on(output(TASK, 1) + "&last=262144", 410, gone);

    var ofTask =
        """
        error: task `build`: the output of attempt 1 is not kept any more
        hint: why
        """;
    assertThat(type("logs", TASK)).isEqualTo(new Left(3, "", ofTask));
    assertThat(type("logs", TASK, "--tail", "5")).isEqualTo(new Left(3, "", ofTask));
    assertThat(type("logs", TASK, "-f")).isEqualTo(new Left(3, "", ofTask));
    var ofRun =
        """
        error: run `r-000001`: its output is not kept any more
        hint: why
        """;
    assertThat(type("logs", RUN)).isEqualTo(new Left(3, "", ofRun));
    assertThat(type("logs", RUN, "-f")).isEqualTo(new Left(3, "", ofRun));
  }

  @Test
  void what_is_left_of_the_output_of_a_run_is_printed_and_the_rest_counted() {
    server
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":["
                + task(0, "build", "succeeded", turns(over(TASK, 1)))
                + ","
                + task(1, "test", "succeeded", turns(over(SECOND, 1)))
                + "]}")
        .on(output(TASK, 1) + "&offset=0" + LIMIT, 410, "{\"detail\":\"gone\"}")
        .on(output(SECOND, 1) + "&offset=0" + LIMIT, 200, next(3), "ok\n")
        .on(output(SECOND, 1) + "&offset=3" + LIMIT, 200, next(3), "");

    assertThat(type("logs", RUN))
        .isEqualTo(new Left(0, "test  | ok\n", "the output of 1 task is not kept any more\n"));
  }

  @Test
  void whoever_has_written_nothing_is_told_of() {
    server
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "succeeded", turns(over(TASK, 1))))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + task(0, "build", "succeeded", turns(over(TASK, 1))) + "]}")
        .on(output(TASK, 1) + "&offset=0" + LIMIT, 200, next(0) + ENDED, "");

    assertThat(type("logs", TASK))
        .isEqualTo(new Left(0, "", "task build: attempt 1 has written nothing\n"));
    assertThat(type("logs", RUN))
        .isEqualTo(new Left(0, "", "run r-000001: no task has written anything\n"));
  }
}
