package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.cli.FakeServer.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ReadingCommandsTest extends CommandLineFixture {
  private static final String TURNS =
      ",\"turns\":[{\"turn\":\""
          + TASK
          + ".1.1\",\"attempt\":1,\"startedAt\":\"2026-11-21T11:59:00Z\",\"endedAt\":\"2026-11-21T11:59:03Z\",\"outcome\":\"failed\",\"detail\":\"exit"
          + " code 3\"}]";

  @Test
  void status_shows_the_newest_run_of_this_folder() {
    var elsewhere =
        run("running", "").replace(folder.toString(), "/elsewhere").replace(RUN, "r-000002");
    server
        .on(
            "GET /v1/runs?limit=200",
            200,
            "{\"runs\":[" + elsewhere + "," + run("running", "") + "]}")
        .on(
            "GET /v1/runs/" + RUN,
            200,
            run("running", ",\"counts\":{\"succeeded\":1,\"active\":1}"))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=200",
            200,
            "{\"tasks\":["
                + task(0, "build", "failed", ",\"reason\":\"exit code 3\"")
                + ","
                + task(
                    1,
                    "a-name-that-is-much-too-long-for-a-table-of-eighty-columns",
                    "running",
                    ",\"attempt\":2")
                + "]}");

    var left = type("status");

    assertThat(left)
        .isEqualTo(
            new Left(
                0,
                """
                run r-000001 demo: running
                2 tasks: 1 succeeded, 1 running, submitted 1 min ago
                TASK           STATE    FOR   NAME                                   DETAIL
                t-00000100000  failed   30 s  build                                  exit code 3
                t-00000100001  running  30 s  a-name-that-is-much-too-long-for-a-t…  attempt 2
                """,
                ""));
  }

  @Test
  void of_a_run_with_many_tasks_status_shows_those_that_matter_most() {
    var tasks = new StringBuilder();
    for (int i = 0; i < 201; i++) {
      var state = i == 150 ? "failed" : i == 100 ? "running" : "succeeded";
      tasks
          .append(i == 0 ? "" : ",")
          .append(task(1, "n" + i, state, ",\"id\":\"t-0000010%04d\"".formatted(i)));
    }
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ",\"total\":201"))
        .on("GET /v1/runs/" + RUN + "/tasks?limit=1000", 200, "{\"tasks\":[" + tasks + "]}");

    var left = type("status", RUN);

    assertThat(left.out().lines().skip(3).limit(3))
        .containsExactly(
            "t-00000100100  running    30 s  n100",
            "t-00000100150  failed     30 s  n150",
            "t-00000100000  succeeded  30 s  n0");
    assertThat(left.out().lines()).hasSize(44);
    assertThat(left.out()).endsWith("\n… and 161 more: 161 succeeded\n");
    assertThat(left.err()).isEqualTo("hint: `continuo status r-000001 --json` has all tasks\n");
  }

  @Test
  void what_can_be_done_stands_below_how_a_run_stands() {
    server
        .on("GET /v1/runs/" + RUN, 200, run("paused", ",\"stuck\":true,\"total\":1"))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=200",
            200,
            "{\"tasks\":[" + task(0, "build", "pending", "") + "]}");
    var screen = new ByteArrayOutputStream();

    type(screen, screen, Output.Style.PLAIN, "status", RUN);

    assertThat(screen.toString(UTF_8))
        .isEqualTo(
            """
            run r-000001 demo: paused
            1 task, submitted 1 min ago
            TASK           STATE    FOR   NAME   DETAIL
            t-00000100000  pending  30 s  build
            hint: nothing moves before you decide, `continuo why r-000001` says why
            """);
  }

  @Test
  void tables_use_the_width_of_the_terminal() {
    terminal.attached(100, 24);
    server.on(
        "GET /v1/runs?limit=50",
        200,
        "{\"runs\":["
            + run("running", "").replace(folder.toString(), "/p/" + "x".repeat(90))
            + "]}");

    assertThat(type("list").out().lines().skip(1)).singleElement().asString().hasSize(100);
  }

  @Test
  void status_is_followed_until_only_a_person_can_move_the_run() {
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on("GET /v1/runs/" + RUN, 200, run("cancelled", ""))
        .on("GET /v1/runs/" + RUN + "/tasks?limit=1000", 200, "{\"tasks\":[]}")
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "cancelled", ""))
        .streams(
            "GET /v1/events?after=7&run=" + RUN,
            End.SILENCE,
            event(8, "task.cancelled", TASK, "{\"reason\":\"by ada\"}"))
        .on("GET /v1/events?after=8&run=" + RUN + "&limit=1000", 200, "{\"events\":[],\"next\":8}");

    assertThat(type("status", "-f", RUN))
        .isEqualTo(
            new Left(
                5,
                "",
                """
                12:00:08 build cancelled: by ada
                run r-000001 cancelled in 4.2 s, 2 tasks
                """));
    assertThat(type("status", "-f", RUN, "--json"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: option `--json`: has no meaning with `--follow`
                hint: `continuo events --follow --run RUN --json` prints what happens as it happens
                """));
  }

  @Test
  void status_prints_one_document_with_all_tasks() {
    server
        .on("GET /v1/runs/" + RUN, 200, "{\"id\":\"r-000001\",\"total\":2}")
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[{\"id\":\"a\"}],\"next\":\"a\"}")
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000&after=a",
            200,
            "{\"tasks\":[{\"id\":\"b\"}],\"next\":null}");

    assertThat(type("status", RUN, "--json"))
        .isEqualTo(
            new Left(
                0,
                "{\"id\":\"r-000001\",\"total\":2,\"tasks\":[{\"id\":\"a\"},{\"id\":\"b\"}]}\n",
                ""));
  }

  @Test
  void a_folder_without_a_run_has_no_last_one() {
    var elsewhere = run("running", "").replace(folder.toString(), "/elsewhere");
    server.on("GET /v1/runs?limit=200", 200, "{\"runs\":[" + elsewhere + "],\"next\":null}");

    assertThat(type("status"))
        .isEqualTo(
            new Left(
                3,
                "",
                """
                error: run `last`: no run was started from this folder, found `%s`
                hint: `continuo list` shows the runs of all folders
                """
                    .formatted(folder)));
  }

  @Test
  void a_store_without_a_run_says_how_to_start_one() {
    server.on("GET /v1/runs?limit=200", 200, "{\"runs\":[],\"next\":null}");

    assertThat(type("status").err()).endsWith("\nhint: `continuo run PLAN` starts one\n");
  }

  @Test
  void list_shows_runs_of_all_folders() {
    server.on(
        "GET /v1/runs?limit=50&state=running",
        200,
        "{\"runs\":[" + run("running", "").replace(folder.toString(), "/p") + "]}");

    assertThat(type("list", "--state", "running"))
        .isEqualTo(
            new Left(
                0,
                """
                RUN       STATE    DONE  AGE    NAME  FOLDER
                r-000001  running  0/2   1 min  demo  /p
                """,
                ""));
  }

  @Test
  void list_can_be_read_by_programs() {
    server.on("GET /v1/runs?limit=50", 200, "{\"runs\":[],\"next\":null}");

    assertThat(type("list", "--json")).isEqualTo(new Left(0, "{\"runs\":[],\"next\":null}\n", ""));
    assertThat(type("list"))
        .isEqualTo(new Left(0, "", "no runs\nhint: `continuo run PLAN` starts one\n"));

    server.on("GET /v1/runs?limit=50&state=failed", 200, "{\"runs\":[],\"next\":null}");

    assertThat(type("list", "--state", "failed").err())
        .isEqualTo("no runs are failed\nhint: `continuo list` shows the runs in all states\n");
  }

  @Test
  void status_says_what_a_task_waits_for() {
    var on = ",\"needs\":[{\"task\":\"%s\",\"on\":\"%s\"},{\"task\":\"%s\",\"on\":\"%s\"}]";
    var failed = "t-00000100000";
    var running = "t-00000100001";
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=200",
            200,
            "{\"tasks\":["
                + task(0, "lint", "failed", ",\"reason\":\"exit code 3\"")
                + ","
                + task(1, "build", "running", "")
                + ","
                + task(2, "test", "pending", on.formatted(failed, "succeeded", running, "ended"))
                + ","
                + task(3, "report", "pending", on.formatted(failed, "ended", running, "ended"))
                + ","
                + task(4, "next", "queued", on.formatted(failed, "ended", failed, "ended"))
                + "]}");

    assertThat(type("status", RUN).out())
        .endsWith(
            """
            TASK           STATE    FOR   NAME    DETAIL
            t-00000100000  failed   30 s  lint    exit code 3
            t-00000100001  running  30 s  build
            t-00000100002  pending  30 s  test    needs lint and 1 more
            t-00000100003  pending  30 s  report  needs build
            t-00000100004  queued   30 s  next
            """);
  }

  @Test
  void what_names_nothing_is_refused_before_a_server_is_looked_for() {
    environment.put("CONTINUO_HOME", temp.resolve("none").toString());

    for (var command :
        new String[] {"status", "wait", "why", "show", "logs", "pause", "retry", "cancel"}) {
      assertThat(type(command, "banana"))
          .as(command)
          .isEqualTo(
              new Left(
                  2,
                  "",
                  """
                  error: run: not an id, found `banana`, must look like `r-4k2m9q` or be `last`
                  hint: `continuo list` shows the runs
                  """));
    }
    assertThat(type("events", "--run", "banana").code()).isEqualTo(2);
    for (var task : new String[] {"t-1", "last/"}) {
      assertThat(type("logs", task))
          .isEqualTo(
              new Left(
                  2,
                  "",
                  """
                  error: task: not an id, found `%s`, must look like `t-4k2m9q00012`, `r-4k2m9q/NAME` or `last/NAME`
                  hint: `continuo status RUN` shows the tasks of a run
                  """
                      .formatted(task)));
    }
    assertThat(type("result", "banana/build").err()).startsWith("error: run: not an id");
    assertThat(temp.resolve("none")).doesNotExist();
  }

  @Test
  void show_tells_all_of_a_run() {
    server.on("GET /v1/runs/" + RUN, 200, run("running", "").replace(folder.toString(), "/p"));

    assertThat(type("show", RUN).out())
        .isEqualTo(
            """
            run         r-000001
            name        demo
            state       running
            folder      /p
            submitted   2026-11-21 11:59:00
            since       2026-11-21 11:59:04
            parallel    5
            on failure  pause
            tasks       2
            """);
  }

  @Test
  void show_tells_all_of_a_task_and_finds_it_by_name() {
    var more =
        ",\"reason\":\"exit code"
            + " 3\",\"timeoutMs\":900000,\"timeoutAction\":\"ask\",\"tail\":\"no\\u001b[2J\\n"
            + "\"";
    server
        .on("GET /v1/runs/" + RUN + "/tasks/build", 200, task(0, "build", "failed", ""))
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "failed", more + TURNS));

    assertThat(type("show", RUN + "/build"))
        .isEqualTo(
            new Left(
                0,
                """
                task        t-00000100000
                name        build
                run         r-000001
                kind        work
                state       failed
                reason      exit code 3
                since       2026-11-21 11:59:30
                timeout     15 min, then ask
                attempt     1

                ATTEMPT  STARTED              OUTCOME  DETAIL
                1        2026-11-21 11:59:00  failed   exit code 3

                last output:
                  no\ufffd[2J
                """,
                ""));
  }

  @Test
  void what_the_server_refuses_is_told_in_its_words() {
    server.on(
        "GET /v1/runs/" + RUN,
        404,
        "{\"status\":404,\"code\":\"run_not_found\",\"detail\":\"run `r-000001`: not found\","
            + "\"hint\":\"`continuo list` shows the runs\"}");

    assertThat(type("show", RUN))
        .isEqualTo(
            new Left(
                3, "", "error: run `r-000001`: not found\nhint: `continuo list` shows the runs\n"));
  }

  @Test
  void result_shows_key_by_key_or_as_json() {
    server.on(
        "GET /v1/tasks/" + TASK + "/result",
        200,
        "{\"verdict\":\"pass\",\"ratio\":1.10,\"findings\":[]}");

    assertThat(type("result", TASK))
        .isEqualTo(new Left(0, "verdict: pass\nratio: 1.10\nfindings: []\n", ""));
    assertThat(type("result", TASK, "--json").out())
        .isEqualTo("{\"verdict\":\"pass\",\"ratio\":1.10,\"findings\":[]}\n");
  }

  private static final String NEEDS_LINT =
      "{\"code\":\"need\",\"text\":\"waits for `lint`\",\"remedy\":\"\"}";

  @Test
  void why_gives_the_reasons_of_a_task_each_with_the_command_that_changes_it() {
    var why =
        "{\"task\":\""
            + TASK
            + "\",\"reasons\":["
            + NEEDS_LINT
            + ",{\"code\":\"held\",\"text\":\"paused by ada\",\"remedy\":\"continuo resume t\"}]}";
    server.on("GET /v1/tasks/" + TASK + "/why", 200, why);

    assertThat(type("why", TASK))
        .isEqualTo(new Left(0, "waits for `lint`\npaused by ada; `continuo resume t`\n", ""));
    assertThat(type("why", TASK, "--json").out()).isEqualTo(why + "\n");
  }

  @Test
  void why_of_a_run_says_once_what_many_tasks_wait_for() {
    var why =
        """
        {"run":"r-000001","state":"paused","reasons":[{"code":"run_paused","text":"run r-000001 is\
         paused: by ada","remedy":"continuo resume r-000001"}],"groups":[{"state":"pending",\
        "count":12,"first":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}],"reasons":[%s]},\
        {"state":"queued","count":1,"first":[{"name":"e"}],"reasons":[%s]}],"unfinished":20,\
        "unexplained":7}"""
            .formatted(NEEDS_LINT, "{\"text\":\"its run is paused\",\"remedy\":\"\"}");
    server.on("GET /v1/runs/" + RUN + "/why", 200, why);

    assertThat(type("why", RUN))
        .isEqualTo(
            new Left(
                0,
                """
                run r-000001 is paused: by ada; `continuo resume r-000001`
                a, b, c and 9 more (pending): waits for `lint`
                e (queued): its run is paused
                """,
                "and 7 more tasks, `continuo why TASK` explains one\n"));
    assertThat(type("why", RUN, "--json").out()).isEqualTo(why + "\n");
  }

  @Test
  void why_of_a_run_that_nothing_keeps_says_its_state() {
    server.on(
        "GET /v1/runs/" + RUN + "/why",
        200,
        "{\"run\":\"r-000001\",\"state\":\"running\",\"reasons\":[],\"groups\":[]}");

    assertThat(type("why", RUN)).isEqualTo(new Left(0, "run r-000001 is running\n", ""));
  }

  @Test
  void events_prints_all_that_is_kept() {
    var started = event(4, "task.started", TASK, "{}");
    server
        .on("GET /v1/events?after=0&limit=1", 410, "{\"code\":\"events_archived\",\"floor\":3}")
        .on("GET /v1/events?after=3&limit=1000", 200, "{\"events\":[" + started + "],\"next\":4}");

    assertThat(type("events"))
        .isEqualTo(new Left(0, "4  2026-11-21 12:00:04  task.started  t-00000100000\n", ""));
    assertThat(type("events", "--json").out()).isEqualTo(started + "\n");
  }

  @Test
  void events_name_the_tasks_of_a_run_after_one_request_and_fit_80_columns() {
    var body = "{\"reason\":\"" + "x".repeat(80) + "\"}";
    var events =
        event(4, "task.started", TASK, "{}")
            + ","
            + event(5, "task.failed", TASK, body)
            + ","
            + event(6, "run.paused", "", "{}");
    server
        .on("GET /v1/events?after=3&limit=1000", 200, "{\"events\":[" + events + "],\"next\":6}")
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + task(0, "build", "failed", "") + "]}");

    assertThat(type("events", "--after", "3").out())
        .isEqualTo(
            """
            4  2026-11-21 12:00:04  task.started  t-00000100000  build
            5  2026-11-21 12:00:05  task.failed  t-00000100000  build  xxxxxxxxxxxxxxxxxxxx…
            6  2026-11-21 12:00:06  run.paused  r-000001
            """);
  }

  @Test
  void a_store_without_events_says_what_to_type() {
    server
        .on("GET /v1/events?after=0&limit=1", 200, "{\"events\":[],\"next\":0}")
        .on("GET /v1/events?after=0&limit=1000", 200, "{\"events\":[],\"next\":0}");

    assertThat(type("events"))
        .isEqualTo(new Left(0, "", "no events yet\nhint: `continuo run PLAN` starts a run\n"));
  }

  @Test
  void events_of_a_run_are_followed_until_it_has_ended() {
    var last = event(4, "run.ended", "", "{}");
    server
        .on("GET /v1/events?after=3&run=" + RUN + "&limit=1000", 200, "{\"events\":[],\"next\":3}")
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on("GET /v1/runs/" + RUN, 200, run("succeeded", ""))
        .streams("GET /v1/events?after=3&run=" + RUN, End.SILENCE, last);

    assertThat(type("events", "-f", "--after", "3", "--run", RUN, "--json"))
        .isEqualTo(new Left(0, last + "\n", ""));
  }

  @Test
  void events_that_are_archived_cannot_be_asked_for() {
    server.on(
        "GET /v1/events?after=1&limit=1000",
        410,
        "{\"code\":\"events_archived\",\"detail\":\"events: archived\",\"floor\":3}");

    assertThat(type("events", "--after", "1"))
        .isEqualTo(new Left(3, "", "error: events: archived\n"));
  }

  @Test
  void events_are_followed_until_the_server_stays_away() {
    var first = event(4, "task.started", TASK, "{}");
    var second = event(5, "task.succeeded", TASK, "{}");
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on(
            "GET /v1/events?after=3&run=" + RUN + "&limit=1000",
            200,
            "{\"events\":[" + first + "]}")
        .streams("GET /v1/events?after=4&run=" + RUN, End.CUT, second)
        .on("GET /v1/events?after=5&run=" + RUN, _ -> server.close());

    var left = type("events", "-f", "--after", "3", "--run", RUN, "--json");

    assertThat(left.out()).isEqualTo(first + "\n" + second + "\n");
    assertThat(left.err()).startsWith("server is away, reconnecting\n");
    assertThat(left.code()).isEqualTo(3);
  }

  @Test
  void without_a_server_and_a_data_folder_there_is_nothing_to_read() throws IOException {
    environment.put("CONTINUO_HOME", temp.resolve("none").toString());

    assertThat(type("list"))
        .isEqualTo(
            new Left(
                3,
                "",
                """
                error: server: none runs, and there is no data folder `%s`
                hint: `continuo run PLAN` starts one
                """
                    .formatted(temp.resolve("none"))));
    assertThat(Files.exists(temp.resolve("none"))).isFalse();
  }
}
