package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code approvals}, {@code approve} and {@code reject}, and what else speaks of approvals. */
class ApprovalCommandsTest extends CommandLineFixture {
  private static final String LIST = "GET /v1/approvals?limit=200&state=open";
  private static final String OF_TASK = "GET /v1/tasks/" + TASK + "/approvals";
  private static final String HINT =
      "hint: `continuo approve r-000001/deploy` gives it, `continuo reject r-000001/deploy --reason"
          + " TEXT` refuses it\n";

  private static String approval(String door, String state, String more) {
    return """
    {"id":"%s.%s","task":"%s","run":"%s","name":"deploy","door":"%s","state":"%s","round":2,"attempt":1,\
    "ask":"Deploy to production?","askedAt":"2026-11-21T11:58:00Z",\
    "since":"2026-11-21T11:58:00Z"%s}\
    """
        .formatted(TASK, door, TASK, RUN, door, state, more);
  }

  private static String page(String... approvals) {
    return "{\"approvals\":[" + String.join(",", approvals) + "],\"next\":null}";
  }

  private static String asking(String door, String ask) {
    return task(
        0,
        "deploy",
        door.equals("start") ? "pending" : "verifying",
        ",\"approval\":{\"door\":\"%s\",\"ask\":\"%s\"}".formatted(door, ask));
  }

  @Test
  void what_waits_for_an_approval_is_listed_with_what_to_type() {
    server.on(LIST, 200, page(approval("start", "open", "")));

    assertThat(type("approvals"))
        .isEqualTo(
            new Left(
                0,
                """
                TASK             DOOR   ROUND  STATE  FOR    DETAIL
                r-000001/deploy  start  2      open   2 min  Deploy to production?
                """,
                HINT));
  }

  @Test
  void decided_ones_are_listed_with_who_decided_and_every_page_is_read() {
    server
        .on(
            "GET /v1/approvals?limit=200&run=" + RUN,
            200,
            page(approval("start", "open", ",\"until\":\"2026-11-23T11:58:00Z\""))
                .replace("\"next\":null", "\"next\":\"past.7\""))
        .on(
            "GET /v1/approvals?limit=200&run=" + RUN + "&after=past.7",
            200,
            page(
                approval("end", "rejected", ",\"by\":\"ada\",\"note\":\"too slow\""),
                approval("end", "expired", "")));

    assertThat(type("approvals", RUN, "--all").out())
        .isEqualTo(
            """
            TASK             DOOR   ROUND  STATE     FOR    DETAIL
            r-000001/deploy  start  2      open      2 min  Deploy to production?, until 20…
            r-000001/deploy  end    2      rejected  2 min  by ada, too slow
            r-000001/deploy  end    2      expired   2 min
            """);
  }

  @Test
  void where_nothing_waits_that_is_said() {
    server.on(LIST, 200, page()).on("GET /v1/approvals?limit=200", 200, page());

    assertThat(type("approvals"))
        .isEqualTo(
            new Left(
                0,
                "",
                """
                nothing waits for an approval
                hint: `continuo approvals --all` lists what was decided
                """));
    assertThat(type("approvals", "--all").err()).isEqualTo("nothing waits for an approval\n");
    assertThat(type("approvals", "--json").out()).isEqualTo("{\"approvals\":[]}\n");
  }

  @Test
  void an_approval_says_what_is_approved_and_by_whom() {
    server
        .on("GET /v1/runs/" + RUN + "/tasks/deploy", 200, asking("start", ""))
        .on("POST /v1/tasks/" + TASK + "/approve", 200, "{\"sequence\":9}")
        .on(OF_TASK, 200, page(approval("start", "approved", ",\"by\":\"ada\"")));

    assertThat(type("approve", RUN + "/deploy", "--note", "go", "--round", "2"))
        .isEqualTo(new Left(0, "", "task t-00000100000: its start is approved by ada\n"));
    assertThat(server.requests())
        .contains("POST /v1/tasks/" + TASK + "/approve {\"note\":\"go\",\"round\":2}");
  }

  @Test
  void a_rejection_says_what_is_rejected_and_needs_a_reason() {
    server
        .on("POST /v1/tasks/" + TASK + "/reject", 200, "{\"sequence\":9}")
        .on(
            OF_TASK,
            200,
            page(
                approval("start", "approved", ",\"by\":\"ada\""),
                approval("end", "rejected", ",\"by\":\"ben\"")));

    assertThat(type("reject", TASK, "--reason", "too slow"))
        .isEqualTo(new Left(0, "", "task t-00000100000: its work is rejected by ben\n"));
    assertThat(server.requests())
        .contains("POST /v1/tasks/" + TASK + "/reject {\"reason\":\"too slow\"}");
    assertThat(type("reject", TASK))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `continuo reject`: option `--reason` needs a value
                hint: `continuo reject --help` shows an example
                """));
    assertThat(type("reject", TASK, "--reason", "x", "--round", "two").err())
        .startsWith("error: `continuo reject`: option `--round`: not a number, found `two`\n");
  }

  @Test
  void a_refusal_is_told_in_its_own_words() {
    server.on(
        "POST /v1/tasks/" + TASK + "/approve",
        409,
        "{\"code\":\"approval_not_asked\",\"detail\":\"task `deploy`: waits for no approval now, it"
            + " is queued\",\"hint\":\"`continuo why` says what a task waits for\"}");

    assertThat(type("approve", TASK))
        .isEqualTo(
            new Left(
                1,
                "",
                """
                error: task `deploy`: waits for no approval now, it is queued
                hint: `continuo why` says what a task waits for
                """));
  }

  @Test
  void a_run_that_waits_for_an_approval_says_what_is_asked_and_what_to_type() {
    var stuck = run("running", ",\"stuck\":true,\"counts\":{\"succeeded\":1,\"person\":1}");
    server
        .on("GET /v1/runs/" + RUN, 200, stuck)
        .on("GET /v1/runs/" + RUN + "/wait?timeoutMs=60000", 200, stuck)
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + asking("start", "Deploy to production?") + "]}");

    assertThat(type("wait", RUN))
        .isEqualTo(
            new Left(
                6,
                "",
                "run r-000001 is running and waits for you, 2 tasks: 1 succeeded, 1 waiting for"
                    + " you\n"
                    + "  task deploy waits for an approval of its start: Deploy to production?\n"
                    + HINT
                    + "      `continuo cancel r-000001` ends the run\n"));
  }

  @Test
  void a_task_that_waits_for_an_approval_says_so_while_its_run_goes_on() {
    server
        .on("GET /v1/tasks/" + TASK + "/wait?timeoutMs=60000", 200, asking("end", ""))
        .on("GET /v1/runs/" + RUN, 200, run("running", ""));

    assertThat(type("wait", TASK))
        .isEqualTo(
            new Left(
                6,
                "",
                "task r-000001/deploy is verifying and waits for you\n"
                    + "  it waits for an approval of its work\n"
                    + HINT));
  }

  @Test
  void status_and_show_say_what_a_task_waits_for() {
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ",\"stuck\":true"))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=200",
            200,
            "{\"tasks\":[" + asking("start", "Ship?") + "]}")
        .on("GET /v1/tasks/" + TASK, 200, asking("end", ""));

    assertThat(type("status", RUN).out())
        .endsWith(
            "t-00000100000  pending  30 s  deploy  waits for an approval of its start: Ship?\n");
    assertThat(type("show", TASK).out()).contains("\nwaits for   an approval of its work\n");
  }
}
