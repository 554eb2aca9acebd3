package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.cli.FakeServer.End;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest extends CommandLineFixture {
  private static final String SECOND = "t-00000100001";
  private static final String STREAM = "GET /v1/events?after=3&run=" + RUN;
  private static final String REST = "&limit=1000";
  private static final String NO_EVENTS = "{\"events\":[],\"next\":9}";
  private static final String STARTED =
      event(
          4,
          "task.started",
          TASK,
          "{\"turn\":{\"task\":\"" + TASK + "\",\"attempt\":1,\"fence\":1}}");

  @BeforeEach
  void acceptARun() throws IOException {
    plan("tasks:\n  build:\n    run: make\n  test:\n    run: make test\n    needs: build\n");
    server
        .on("POST /v1/runs", 201, "{\"run\":\"" + RUN + "\",\"sequence\":3}")
        .on(tasks(1000), 200, tasks("running", ""));
  }

  @Test
  void a_detached_run_prints_its_id_alone() {
    var left = type("run", "plan.yaml", "--detach");

    assertThat(left).isEqualTo(new Left(0, RUN + "\n", ""));
    assertThat(server.requests())
        .singleElement()
        .asString()
        .contains("\"file\":\"plan.yaml\"", "\"project\":\"" + folder + "\"")
        .contains("\"PATH\":\"/bin\"")
        .doesNotContain("SECRET_KEY");
  }

  @Test
  void a_plan_is_read_from_standard_input() {
    input = "tasks: {build: {run: make}}";

    assertThat(type("run", "-d", "-")).isEqualTo(new Left(0, RUN + "\n", ""));
    assertThat(server.requests())
        .singleElement()
        .asString()
        .contains("\"plan\":\"" + input + "\"", "\"file\":\"<stdin>\"")
        .contains("\"project\":\"" + folder + "\"");
    assertThat(type("validate", "-")).isEqualTo(new Left(0, "", "<stdin>: valid, 1 task\n"));
    input = "tasks: {build: {rum: make}}";
    assertThat(type("run", "-").err())
        .startsWith("error: <stdin>:1:17: task `build`: unknown key `rum`, did you mean `run`?\n");
  }

  @Test
  void a_run_that_follows_another_says_what_it_takes_over() throws IOException {
    server
        .on(
            "POST /v1/runs",
            201,
            "{\"run\":\"%s\",\"total\":4,\"takenOver\":3,\"leftOut\":1,\"sequence\":3}"
                .formatted(RUN))
        .on(run(), 200, run("succeeded", ""))
        .on("GET /v1/events?after=3&run=" + RUN + REST, 200, NO_EVENTS);
    type("run", "plan.yaml", "--detach");

    var left = type("run", "--from", "r-000002");

    assertThat(left.err())
        .startsWith(
            """
            run r-000001: 4 tasks
            3 of 4 tasks are taken over from r-000002
            1 task that was added to r-000002 later is not in its plan and left out
            """);
    assertThat(server.requests().get(1))
        .startsWith("POST /v1/runs {\"env\":{")
        .endsWith(",\"from\":\"r-000002\"}");
  }

  @Test
  void a_run_needs_a_plan_or_a_run_to_follow() {
    assertThat(type("run"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `continuo run`: PLAN is missing
                hint: `continuo run --help` shows an example
                """));
    assertThat(type("run", "--from", "banana").err())
        .startsWith("error: run: not an id, found `banana`");
  }

  @Test
  void variables_that_are_named_go_along_with_the_run() {
    environment.put("EDITOR", "ed");

    type("run", "plan.yaml", "--detach", "--env", "EDITOR", "--env", "LEVEL=a=b");

    assertThat(server.requests().getFirst()).contains("\"EDITOR\":\"ed\"", "\"LEVEL\":\"a=b\"");
    assertThat(type("run", "plan.yaml", "--env", "NOWHERE").err())
        .isEqualTo(
            """
            error: option `--env`: `NOWHERE` is not set
            hint: `--env NOWHERE=VALUE` sets it
            """);
    assertThat(type("run", "plan.yaml", "--env", "CONTINUO_URL=x").err())
        .isEqualTo(
            """
            error: option `--env`: not a name for a variable, found `CONTINUO_URL`, must be letters, digits and `_`, and not begin with `CONTINUO_`
            hint: `--env NAME` or `--env NAME=VALUE`
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GITHUB_TOKEN", "api_key", "SECRET_KEY", "MY_PASSWORD=x", "KEY"})
  void a_variable_that_looks_like_a_secret_is_none_to_be_captured(String variable) {
    var name = variable.replace("=x", "");

    assertThat(type("run", "plan.yaml", "--env", variable))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: option `--env`: `%s` looks like a secret, which would stand in the journal
                hint: `continuo secret set %s` keeps it, `secrets: [%s]` gives it to a task
                """
                    .formatted(name, name, name)));
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEYBOARD=x", "MONKEY=x", "LEVEL=secret"})
  void a_name_that_only_sounds_like_one_is_captured(String variable) {
    assertThat(type("run", "plan.yaml", "--detach", "--env", variable).code()).isZero();
  }

  @Test
  void inputs_are_handed_over_with_the_plan() throws IOException {
    plan("inputs: {a: {}, b: {default: 2}, c: {type: boolean}}\ntasks: {x: {run: make}}\n");
    Files.writeString(folder.resolve("values.yaml"), "a: file\nc: true\n");

    var left = type("run", "plan.yaml", "--detach", "--inputs", "values.yaml", "--input", "a=x=y");

    assertThat(left.code()).isZero();
    assertThat(server.requests())
        .singleElement()
        .asString()
        .contains("\"inputs\":{\"a\":\"x=y\",\"b\":\"2\",\"c\":\"true\"}");
  }

  @Test
  void inputs_that_do_not_fit_stop_the_run_before_it_starts() throws IOException {
    plan("inputs: {version: {required: true}}\ntasks: {x: {run: make}}\n");

    assertThat(type("run", "plan.yaml", "--input", "versoin=1"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: plan.yaml: unknown input `versoin`, did you mean `version`?
                hint: it has `version`
                error: plan.yaml:1:10: input `version`: is required, and has no value
                hint: give it one with `--input version=VALUE`
                """));
    assertThat(type("run", "plan.yaml", "--input", "version"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: option `--input`: not a name and a value, found `version`
                hint: write it like `--input version=1.2`
                """));
    assertThat(type("run", "plan.yaml", "--input", "version=1", "--input", "version=2"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: option `--input`: gives `version` twice
                hint: remove one of the two
                """));
    assertThat(type("run", "plan.yaml", "--inputs", "none.yaml"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: none.yaml: the inputs cannot be read, there is no such file
                hint: check the path, it is seen from the folder that you are in
                """));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_detached_run_can_be_read_by_programs() {
    var left = type("run", "plan.yaml", "--detach", "--json");

    assertThat(left).isEqualTo(new Left(0, "{\"run\":\"r-000001\",\"sequence\":3}\n", ""));
  }

  @Test
  void a_run_that_succeeds_tells_each_step_and_leaves_standard_output_empty() {
    server
        .on(run(), 200, run("running", ""))
        .streams(
            STREAM,
            End.SILENCE,
            STARTED,
            event(5, "task.succeeded", TASK, "{}"),
            event(6, "run.ended", "", "{}"))
        .on(run(), 200, run("succeeded", ""))
        .on("GET /v1/events?after=6&run=" + RUN + REST, 200, NO_EVENTS);

    var left = type("run", "plan.yaml");

    assertThat(left.err())
        .isEqualTo(
            """
            run r-000001: 2 tasks
            12:00:04 build started (attempt 1)
            12:00:05 build succeeded
            run r-000001 succeeded in 4.2 s, 2 tasks
            """);
    assertThat(left.out()).isEmpty();
    assertThat(left.code()).isZero();
  }

  @Test
  void a_run_that_is_over_before_it_is_watched_is_told_all_the_same() {
    server
        .on(run(), 200, run("succeeded", ""))
        .on("GET /v1/events?after=3&run=" + RUN + REST, 200, "{\"events\":[" + STARTED + "]}");

    var left = type("run", "plan.yaml", "--json");

    assertThat(left.err()).contains("12:00:04 build started (attempt 1)\n");
    assertThat(left.out()).isEqualTo(run("succeeded", "") + "\n");
  }

  @Test
  void a_run_that_fails_names_the_task_its_output_its_dependants_and_what_to_type() {
    var ended =
        event(
            5,
            "task.turn-ended",
            TASK,
            "{\"outcome\":\"failed\",\"exit\":{\"detail\":\"exit code 3\"}}");
    server
        .on(run(), 200, run("running", ""))
        .streams(
            STREAM,
            End.SILENCE,
            STARTED,
            ended,
            event(6, "task.failed", TASK, "{\"reason\":\"exit code 3\"}"),
            event(
                7, "run.paused", "", "{\"cause\":\"failure\",\"reason\":\"task `build` failed\"}"))
        .on("GET /v1/tasks/" + TASK, 200, failedBuild())
        .on(run(), 200, run("paused", ",\"stuck\":true,\"counts\":{\"failed\":1,\"waiting\":1}"))
        .on("GET /v1/events?after=7&run=" + RUN + REST, 200, NO_EVENTS)
        .on(tasks(1000), 200, "{\"tasks\":[" + failedBuild() + "," + pendingTest() + "]}");

    var left = type("run", "plan.yaml");

    assertThat(left.err())
        .isEqualTo(
            """
            run r-000001: 2 tasks
            12:00:04 build started (attempt 1)
            12:00:05 build failed: exit code 3
                cc: no such file
                make: *** [all] Error 1
            12:00:07 run paused: task `build` failed
            run r-000001 is paused and waits for you, 2 tasks: 1 failed, 1 waiting
              task build failed: exit code 3
              never started: test
            hint: `continuo logs r-000001/build` shows the output
                  `continuo retry r-000001` tries again
                  `continuo cancel r-000001` ends the run
            """);
    assertThat(left.out()).isEmpty();
    assertThat(left.code()).isEqualTo(1);
  }

  @Test
  void retries_gates_and_other_turns_of_fortune_each_have_their_line() {
    var gate =
        "{\"gate\":{\"task\":\""
            + TASK
            + "\",\"index\":0},\"name\":\"lint\",\"reason\":\"exit code 1\"}";
    server
        .on(run(), 200, run("running", ""))
        .streams(
            STREAM,
            End.SILENCE,
            event(4, "task.retry-planned", TASK, "{\"after\":2000}"),
            event(5, "gate.check-started", TASK, gate),
            event(6, "gate.rejected", TASK, gate),
            event(7, "gate.passed", TASK, gate),
            event(7, "gate.warned", TASK, gate),
            event(8, "task.overdue", TASK, "{\"after\":900000}"),
            event(9, "task.blocked", TASK, "{\"kind\":\"gate\",\"reason\":\"3 rounds\"}"))
        .on(run(), 200, run("running", ",\"stuck\":true,\"counts\":{\"person\":1}"))
        .on("GET /v1/events?after=9&run=" + RUN + REST, 200, NO_EVENTS)
        .on(tasks(1000), 200, "{\"tasks\":[" + task(0, "build", "blocked", "") + "]}")
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "blocked", ""));

    var left = type("run", "plan.yaml");

    assertThat(left.err())
        .contains(
            """
            12:00:04 build is tried again in 2 s
            12:00:06 build did not pass the gate lint: exit code 1
            12:00:07 build passed the gate lint
            12:00:07 build goes on without the gate lint, which is not required: exit code 1
            12:00:08 build runs past its timeout of 15 min
            12:00:09 build blocked (gate): 3 rounds
            run r-000001 is running and waits for you, 2 tasks: 1 waiting for you
              task build blocked
            """);
    assertThat(left.code()).isEqualTo(6);
  }

  @Test
  void a_run_that_was_cancelled_ends_with_5() {
    server
        .on(run(), 200, run("cancelled", ",\"counts\":{\"cancelled\":2}"))
        .on("GET /v1/events?after=3&run=" + RUN + REST, 200, NO_EVENTS);

    var left = type("run", "plan.yaml");

    assertThat(left.err()).endsWith("run r-000001 cancelled in 4.2 s, 2 tasks: 2 cancelled\n");
    assertThat(left.code()).isEqualTo(5);
  }

  @Test
  void the_timeout_ends_the_watching_but_not_the_run() {
    server.on(run(), 200, run("running", "")).streams(STREAM, End.SILENCE, STARTED);

    var left = type("run", "plan.yaml", "--timeout", "100ms");

    assertThat(left.err())
        .isEqualTo(
            """
            run r-000001: 2 tasks
            12:00:04 build started (attempt 1)
            run r-000001 still runs after 100ms and goes on
            hint: `continuo wait r-000001` comes back to it
            """);
    assertThat(left.code()).isEqualTo(4);
  }

  @Test
  void a_server_that_is_started_again_elsewhere_is_found_and_nothing_is_missed()
      throws IOException {
    try (var second = new FakeServer()) {
      server.on(run(), 200, run("running", ""));
      server.on(
          STREAM,
          to -> {
            second.serves(home, ProcessHandle.current().pid(), 0);
            server.close();
          });
      second
          .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "running", ""))
          .streams(STREAM, End.SILENCE, STARTED, event(5, "run.ended", "", "{}"))
          .on(run(), 200, run("succeeded", ""))
          .on("GET /v1/events?after=5&run=" + RUN + REST, 200, NO_EVENTS);

      var left = type("run", "plan.yaml");

      assertThat(left.err()).startsWith("run r-000001: 2 tasks\nserver is away, reconnecting\n");
      assertThat(left.err()).endsWith("run r-000001 succeeded in 4.2 s, 2 tasks\n");
      assertThat(left.code()).isZero();
    }
  }

  @Test
  void a_server_that_stays_away_ends_the_watching() {
    server.on(run(), 200, run("running", "")).on(STREAM, _ -> server.close());

    var left = type("run", "plan.yaml");

    assertThat(left.err())
        .isEqualTo(
            """
            run r-000001: 2 tasks
            server is away, reconnecting
            hint: `continuo server start` starts it again, nothing is lost
            error: server: away for 0 s
            hint: `continuo server start` starts it again, nothing is lost
            """);
    assertThat(left.code()).isEqualTo(3);
  }

  @Test
  void a_wrong_plan_is_told_without_a_server() throws IOException {
    server.close();
    plan("tasks:\n  build:\n    rum: make\n");

    var left = type("run", "plan.yaml");

    assertThat(left.err()).startsWith("error: plan.yaml:").contains("rum", "did you mean `run`?");
    assertThat(left.err()).doesNotContain("\tat ");
    assertThat(left.code()).isEqualTo(2);
  }

  @Test
  void a_plan_that_is_not_there_is_wrong_input() {
    var left = type("run", "absent.yaml");

    assertThat(left)
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: absent.yaml: the plan cannot be read, there is no such file
                hint: check the path, it is seen from the folder that you are in
                """));
  }

  @Test
  void what_only_the_server_finds_wrong_is_told_alike() throws IOException {
    try (var strict = new FakeServer().serves(home, ProcessHandle.current().pid(), 0)) {
      strict.on(
          "POST /v1/runs",
          422,
          """
          {"code":"plan_invalid","detail":"plan: 1 problem","problems":[{"place":"plan.yaml:2:3",\
          "message":"task `build`: agent `x` is unknown","hint":"write it"}]}\
          """);

      var left = type("run", "plan.yaml");

      assertThat(left)
          .isEqualTo(
              new Left(
                  2,
                  "",
                  "error: plan.yaml:2:3: task `build`: agent `x` is unknown\nhint: write it\n"));
    }
  }

  @Test
  void a_timeout_has_no_meaning_for_a_detached_run() {
    var left = type("run", "plan.yaml", "--detach", "--timeout", "5s");

    assertThat(left.err())
        .isEqualTo(
            """
            error: option `--timeout`: has no meaning with `--detach`
            hint: `continuo wait RUN --timeout DURATION` waits for a run later
            """);
    assertThat(left.code()).isEqualTo(2);
  }

  private static String run() {
    return "GET /v1/runs/" + RUN;
  }

  private static String tasks(int limit) {
    return "GET /v1/runs/" + RUN + "/tasks?limit=" + limit;
  }

  private static String tasks(String state, String more) {
    return "{\"tasks\":["
        + task(0, "build", state, more)
        + ","
        + pendingTest()
        + "],\"next\":null}";
  }

  private static String failedBuild() {
    return task(
        0,
        "build",
        "failed",
        ",\"reason\":\"exit code 3\",\"tail\":\"cc: no such file\\nmake: *** [all] Error 1\\n\"");
  }

  private static String pendingTest() {
    return """
    {"id":"%s","run":"%s","name":"test","kind":"work","state":"pending","attempt":0,\
    "needs":[{"task":"%s","on":"succeeded"}]}\
    """
        .formatted(SECOND, RUN, TASK);
  }
}
