package dev.continuo.http;

import static dev.continuo.http.RunRoutesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.TurnId;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Approvals over HTTP: who sees them, and who decides. */
class ApprovalRoutesTest {
  private static final String PLAN =
      """
      tasks:
        notes: {run: make, approval: end}
        deploy: {run: make, approval: {when: start, ask: Deploy to production?, timeout: 2d}}
        free: {run: make}
      """;

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String path(String run, String task) {
    return "/v1/tasks/" + server.task(run, task).id();
  }

  private HttpResponse<String> decide(String run, String task, String verb, String body) {
    return server.post(path(run, task) + "/" + verb, body);
  }

  private static void accepted(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  /** The name, door, state and round of each approval on this page. */
  private static List<String> brief(JsonNode page) {
    var brief = new ArrayList<String>();
    for (var each : page.path("approvals")) {
      brief.add(
          Stream.of("name", "door", "state", "round")
              .map(name -> each.path(name).asString())
              .reduce((one, other) -> one + " " + other)
              .orElseThrow());
    }
    return brief;
  }

  @Test
  void what_waits_for_a_person_is_listed_with_all_that_they_need_to_decide() {
    var run = server.submit(PLAN);

    var page = server.read("/v1/approvals");
    var task = server.task(run, "deploy").id();
    assertThat(page.toString())
        .isEqualTo(
            """
            {"approvals":[{"id":"%s.start","task":"%s","run":"%s","name":"deploy","door":"start","state":"open",\
            "round":1,"attempt":0,"ask":"Deploy to production?","askedAt":"%s","until":"%s","since":"%s",\
            "by":null,"note":""}],"next":null}\
            """
                .formatted(
                    task,
                    task,
                    run,
                    dev.continuo.host.LiveEngine.NOW,
                    dev.continuo.host.LiveEngine.NOW.plus(java.time.Duration.ofDays(2)),
                    dev.continuo.host.LiveEngine.NOW));
    assertThat(server.read(path(run, "deploy")).path("approval").toString())
        .isEqualTo("{\"door\":\"start\",\"ask\":\"Deploy to production?\"}");
    assertThat(server.read(path(run, "notes")).path("approval").isNull()).isTrue();
    assertThat(server.read(path(run, "free") + "/approvals").toString())
        .isEqualTo("{\"approvals\":[],\"next\":null}");
  }

  @Test
  void an_approval_lets_the_task_start_and_is_kept_with_its_note() {
    var run = server.submit(PLAN);
    accepted(decide(run, "deploy", "approve", "{\"note\":\"good luck\"}"));

    assertThat(server.task(run, "deploy").turn()).isPresent();
    var kept = server.read(path(run, "deploy") + "/approvals").path("approvals").path(0);
    assertThat(kept.path("state").asString()).isEqualTo("approved");
    assertThat(kept.path("by").asString()).isEqualTo("ada");
    assertThat(kept.path("note").asString()).isEqualTo("good luck");
  }

  @Test
  void a_rejection_sends_the_task_back_with_the_reason_and_asks_in_the_next_round() {
    var run = server.submit(PLAN);
    server.launch(run, "notes");
    server.end(run, "notes", true, "{}");
    assertThat(server.read(path(run, "notes")).path("approval").path("door").asString())
        .isEqualTo("end");

    accepted(decide(run, "notes", "reject", "{\"reason\":\"say what breaks\",\"round\":1}"));
    assertThat(server.task(run, "notes").findings().toString()).contains("say what breaks");
    server.launch(run, "notes");
    server.end(run, "notes", true, "{}");
    refused(
        decide(run, "notes", "approve", "{\"round\":1}"),
        409,
        "approval_of_another_round",
        "task `notes`: the approval is in round 2 now, not in round 1",
        "check the task again before you decide");
    accepted(decide(run, "notes", "approve", "{\"round\":2}"));
    assertThat(server.read(path(run, "notes")).path("state").asString()).isEqualTo("succeeded");
  }

  @Test
  void the_same_decision_is_accepted_again_and_another_one_refused() {
    var run = server.submit(PLAN);
    accepted(decide(run, "deploy", "approve", "{\"note\":\"yes\"}"));
    accepted(decide(run, "deploy", "approve", "{\"note\":\"yes\"}"));
    refused(
        decide(run, "deploy", "reject", "{\"reason\":\"no\"}"),
        409,
        "approval_decided",
        "task `deploy`: already approved by ada at 2026-03-04T05:06:07Z",
        "a decision is final; `continuo retry` asks again once the task has failed or is blocked");
  }

  @Test
  void what_asks_for_nothing_cannot_be_decided() {
    var run = server.submit(PLAN);
    refused(
        decide(run, "free", "approve", "{}"),
        409,
        "approval_not_needed",
        "task `free`: has no approval",
        "to require one, add `approval: start` or `approval: end` to the task in the plan");
    refused(
        decide(run, "deploy", "reject", "{\"reason\":\" \"}"),
        409,
        "rejection_without_reason",
        "task `deploy`: a rejection needs a reason",
        "a new attempt gets the reason in `CONTINUO_FINDINGS`");
    assertThat(decide(run, "deploy", "reject", "{}").statusCode()).isEqualTo(400);
    assertThat(server.post("/v1/tasks/t-zzzzzz00000/approve", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void the_open_ones_come_first_and_pages_follow_each_other() {
    var runs = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      runs.add(
          server.submit("tasks: {a: {run: x, approval: start}, b: {run: x, approval: start}}"));
    }
    accepted(decide(runs.get(0), "a", "approve", "{}"));
    accepted(decide(runs.get(1), "a", "reject", "{\"reason\":\"no\"}"));
    server.post("/v1/tasks/" + server.task(runs.get(2), "b").id() + "/cancel", "");

    assertThat(states("")).containsExactly("open", "open", "open", "past", "past", "past");
    assertThat(states("&run=" + runs.get(1))).containsExactly("open", "past");
    assertThat(states("&state=open")).containsExactly("open", "open", "open");
    assertThat(states("&state=rejected,withdrawn")).containsExactly("past", "past");
    for (int limit = 1; limit <= 7; limit++) {
      assertThat(paged(limit)).as("pages of " + limit).isEqualTo(paged(200));
    }
    refused(
        server.get("/v1/approvals?after=elsewhere"),
        400,
        "bad_parameter",
        "parameter `after`: found `elsewhere`, must be the `next` of a page",
        "");
    refused(
        server.get("/v1/approvals?run=r-zzzzzz"),
        404,
        "run_not_found",
        "run `r-zzzzzz`: not found",
        "`continuo list` shows the runs");
  }

  private List<String> states(String filter) {
    var page = server.read("/v1/approvals?limit=200" + filter);
    return brief(page).stream().map(each -> each.contains(" open ") ? "open" : "past").toList();
  }

  private List<String> paged(int limit) {
    var ids = new ArrayList<String>();
    var after = "";
    do {
      var page = server.read("/v1/approvals?limit=" + limit + after);
      assertThat(page.path("approvals").size()).isLessThanOrEqualTo(limit);
      page.path("approvals").forEach(each -> ids.add(each.path("id").asString()));
      var next = page.path("next").asString("");
      after = next.isEmpty() ? "" : "&after=" + next;
    } while (!after.isEmpty());
    return ids;
  }

  @Test
  void the_token_of_a_turn_decides_nothing_neither_on_its_own_task_nor_on_another() {
    var run = server.submit(PLAN);
    var turn = server.launch(run, "notes");
    for (var task : List.of("notes", "deploy")) {
      for (var verb : List.of("approve", "reject")) {
        var answer = as(turn, path(run, task) + "/" + verb, "{\"reason\":\"x\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        var told = TestServer.tree(answer);
        assertThat(told.path("code").asString()).isEqualTo("forbidden");
        assertThat(told.path("detail").asString())
            .startsWith(
                "operation `approval."
                    + verb
                    + "`: not allowed for the token of a turn, which may");
        assertThat(told.path("hint").asString()).isEqualTo("this needs the token of a person");
      }
    }
    assertThat(brief(server.read("/v1/approvals"))).containsExactly("deploy start open 1");
  }

  private HttpResponse<String> as(TurnId turn, String path, String body) {
    return server.send(
        server
            .request(path)
            .setHeader("Authorization", "Bearer " + server.turnTokens.tokenFor(turn))
            .POST(BodyPublishers.ofString(body)));
  }
}
