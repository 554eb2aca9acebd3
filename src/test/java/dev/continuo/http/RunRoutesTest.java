package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRoutesTest {
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

  @Test
  void a_submitted_plan_becomes_a_run_that_a_read_with_its_sequence_sees() {
    var response = server.post("/v1/runs", server.submission(TestServer.plan("a", "b")));

    assertThat(response.statusCode()).isEqualTo(201);
    var answer = TestServer.tree(response);
    var id = answer.get("run").asString();
    assertThat(id).matches("r-[0-9a-z]{6}");
    assertThat(response.headers().firstValue("Location")).contains("/v1/runs/" + id);
    var run = server.read("/v1/runs/" + id + "?at-least=" + answer.get("sequence").asLong());
    assertThat(run.toString())
        .isEqualTo(
            "{\"id\":\"%s\",\"name\":\"demo\",\"project\":\"%s\",\"state\":\"running\","
                    .formatted(id, folder)
                + "\"reason\":\"\",\"stuck\":false,\"submittedAt\":\"2026-03-04T05:06:07Z\","
                + "\"since\":\"2026-03-04T05:06:07Z\",\"inputs\":{},\"parallel\":5,\"onFailure\":\"pause\","
                + "\"total\":2,\"counts\":{\"waiting\":0,\"queued\":0,\"active\":2,\"verifying\":0,"
                + "\"person\":0,\"succeeded\":0,\"failed\":0,\"tolerated\":0,\"cancelled\":0,"
                + "\"checked\":0},\"quarantine\":null}");
  }

  @Test
  void a_bad_plan_is_refused_with_all_its_problems() {
    var response =
        server.post(
            "/v1/runs",
            server.submission("name: x\ntasks:\n  a:\n    run: echo\n    need: b\n  b: {}\n"));

    assertThat(response.statusCode()).isEqualTo(422);
    var problem = TestServer.tree(response);
    assertThat(problem.get("code").asString()).isEqualTo("plan_invalid");
    assertThat(problem.get("type").asString()).isEqualTo("urn:continuo:problem:plan_invalid");
    assertThat(problem.get("title").asString()).isEqualTo("Plan invalid");
    assertThat(problem.get("detail").asString())
        .isEqualTo(
            "plan.yaml:5:5: task `a`: unknown key `need`, did you mean `needs`?, and 1 more");
    assertThat(problem.get("problems").size()).isGreaterThan(1);
    assertThat(problem.get("problems").get(0).get("place").asString()).isEqualTo("plan.yaml:5:5");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void a_submission_without_a_plan_or_with_a_relative_folder_is_refused() {
    refused(
        server.post("/v1/runs", "{\"project\":\"/x\"}"),
        400,
        "bad_body",
        "body: `plan` is missing, must be a text",
        "");
    refused(
        server.post("/v1/runs", "{\"plan\":\"\",\"project\":\"x\"}"),
        400,
        "bad_body",
        "body: `project` is `x`, must be the absolute path of a folder",
        "");
  }

  @Test
  void the_same_request_again_has_no_effect_and_the_same_answer() {
    var body = server.submission(TestServer.plan("a"));

    var first = server.post("/v1/runs", body, "Idempotency-Key", "k-1");
    var again = server.post("/v1/runs", body, "Idempotency-Key", "k-1");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(TestServer.tree(again).get("run")).isEqualTo(TestServer.tree(first).get("run"));
    assertThat(server.engine.runs()).hasSize(1);
    refused(
        server.post("/v1/runs", server.submission(TestServer.plan("b")), "Idempotency-Key", "k-1"),
        409,
        "idempotency_key_reused",
        "idempotency key `k-1`: already used for another request",
        "keys are kept for 24 hours; use a new one for each new request");
    refused(
        server.post("/v1/runs", body, "Idempotency-Key", "has space"),
        400,
        "bad_header",
        "header `Idempotency-Key`: not allowed, must be 1 to 200 visible ASCII characters",
        "");
  }

  @Test
  void a_repeated_addition_is_answered_as_before_though_its_tasks_are_there_by_now() {
    var path = "/v1/runs/" + server.run("a") + "/tasks";
    var more = TestServer.JSON.writeValueAsString(Map.of("plan", TestServer.plan("b")));

    var first = server.post(path, more, "Idempotency-Key", "k");
    var again = server.post(path, more, "Idempotency-Key", "k");
    var other = server.post(path, more, "Idempotency-Key", "k-2");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(TestServer.tree(again).get("first")).isEqualTo(TestServer.tree(first).get("first"));
    assertThat(other.statusCode()).isEqualTo(422);
  }

  /** The plan is not read again: what it once named may be gone. */
  @Test
  void a_repeated_submission_is_answered_as_before_though_a_file_of_its_plan_is_gone()
      throws IOException {
    var used = Files.writeString(folder.resolve("used.yaml"), TestServer.plan("b"));
    var body = server.submission("tasks: {a: {uses: used.yaml}}");

    var first = server.post("/v1/runs", body, "Idempotency-Key", "k");
    Files.delete(used);
    var again = server.post("/v1/runs", body, "Idempotency-Key", "k");
    var other = server.post("/v1/runs", body, "Idempotency-Key", "k-2");

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(TestServer.tree(again).get("run")).isEqualTo(TestServer.tree(first).get("run"));
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @Test
  void a_key_that_was_used_for_one_path_is_refused_for_another() {
    var run = server.run("a");

    server.post("/v1/runs/" + run + "/pause", "", "Idempotency-Key", "k");
    var other = server.post("/v1/runs/" + run + "/resume", "", "Idempotency-Key", "k");
    var again = server.post("/v1/runs/" + run + "/pause", "", "Idempotency-Key", "k");

    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(again.statusCode()).isEqualTo(200);
  }

  @Test
  void runs_are_listed_page_by_page_the_newest_first() {
    var all = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      all.addFirst(server.run("a"));
    }

    var seen = new ArrayList<String>();
    var next = "";
    do {
      var page = server.read("/v1/runs?limit=2" + next);
      page.get("runs").forEach(run -> seen.add(run.get("id").asString()));
      next = page.get("next").isNull() ? "" : "&before=" + page.get("next").asString();
    } while (!next.isEmpty());

    assertThat(seen).isEqualTo(all);
  }

  @Test
  void runs_are_filtered_by_state() {
    var run = server.run("a");
    server.run("a");
    server.post("/v1/runs/" + run + "/pause", "{}");

    var paused = server.read("/v1/runs?state=paused,failed").get("runs");

    assertThat(paused).hasSize(1);
    assertThat(paused.get(0).get("id").asString()).isEqualTo(run);
    assertThat(paused.get(0).get("stuck").asBoolean()).isFalse();
    assertThat(paused.get(0).get("reason").asString()).isEqualTo("paused by ada");
    refused(
        server.get("/v1/runs?state=pasued"),
        400,
        "bad_parameter",
        "parameter `state`: unknown state `pasued`, did you mean `paused`?",
        "");
  }

  @Test
  void bad_parameters_are_named() {
    parameter("/v1/runs?limit=0", "parameter `limit`: `0` is not allowed, must be 1 to 200");
    parameter("/v1/runs?limit=201", "parameter `limit`: `201` is not allowed, must be 1 to 200");
    parameter("/v1/runs?limit=x", "parameter `limit`: `x` is not allowed, must be 1 to 200");
    parameter("/v1/runs?limit=-1", "parameter `limit`: `-1` is not allowed, must be 1 to 200");
    parameter("/v1/runs?limit=1&limit=2", "parameter `limit` stands twice");
    parameter("/v1/runs?limti=1", "unknown parameter `limti`, did you mean `limit`?");
    parameter(
        "/v1/runs?q=1",
        "unknown parameter `q`, allowed is `state`, `limit`, `before` or `at-least`");
    parameter(
        "/v1/events?at-least=-1", "parameter `at-least`: `-1` is not allowed, must be at least 0");
    assertThat(server.get("/v1/runs?limit=200").statusCode()).isEqualTo(200);
    assertThat(server.get("/v1/runs?limit=1").statusCode()).isEqualTo(200);
  }

  private void parameter(String path, String detail) {
    refused(server.get(path), 400, "bad_parameter", detail, "");
  }

  @Test
  void tasks_are_listed_page_by_page_in_the_order_of_the_run() {
    var run = server.run("a", "b", "c", "d", "e");

    var seen = new ArrayList<String>();
    var next = "";
    do {
      var page = server.read("/v1/runs/" + run + "/tasks?limit=2" + next);
      page.get("tasks").forEach(task -> seen.add(task.get("name").asString()));
      next = page.get("next").isNull() ? "" : "&after=" + page.get("next").asString();
    } while (!next.isEmpty());

    assertThat(seen).isEqualTo(List.of("a", "b", "c", "d", "e"));
    var other = server.run("x");
    refused(
        server.get("/v1/runs/" + run + "/tasks?after=" + server.task(other, "x").id()),
        404,
        "task_not_found",
        "task `" + server.task(other, "x").id() + "`: not found",
        "`continuo status RUN` lists the tasks of a run");
  }

  @Test
  void what_is_not_there_is_not_found() {
    for (var path : List.of("", "/wait", "/tasks", "/tasks/a")) {
      refused(
          server.get("/v1/runs/r-nosuch" + path),
          404,
          "run_not_found",
          "run `r-nosuch`: not found",
          "`continuo list` shows the runs");
    }
    for (var act : List.of("pause", "resume", "cancel", "retry")) {
      refused(
          server.post("/v1/runs/r-000000/" + act, ""),
          404,
          "run_not_found",
          "run `r-000000`: not found",
          "`continuo list` shows the runs");
    }
    refused(
        server.get("/v1/runs/" + server.run("a") + "/tasks/b"),
        404,
        "task_not_found",
        "task `b`: not found",
        "`continuo status RUN` lists the tasks of a run");
  }

  @Test
  void a_run_is_paused_resumed_cancelled_and_retried() {
    var run = server.run("a");

    var paused = server.post("/v1/runs/" + run + "/pause", "{\"now\":true}");
    assertThat(paused.statusCode()).isEqualTo(200);
    assertThat(TestServer.tree(paused).get("sequence").asLong()).isPositive();
    assertThat(server.read("/v1/runs/" + run).get("state").asString()).isEqualTo("paused");
    assertThat(server.task(run, "a").state().word()).isEqualTo("paused");
    refused(
        server.post("/v1/runs/" + run + "/pause", "{}"),
        409,
        "run_paused_already",
        "run `" + run + "`: already paused",
        "`continuo resume` lets it go on");

    assertThat(server.post("/v1/runs/" + run + "/resume", "").statusCode()).isEqualTo(200);
    assertThat(server.read("/v1/runs/" + run).get("state").asString()).isEqualTo("running");

    server.post("/v1/runs/" + run + "/cancel", "{\"reason\":\"enough\"}");
    server.end(run, "a", false, "{}");
    var cancelled = server.read("/v1/runs/" + run + "/wait");
    assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
    assertThat(cancelled.get("reason").asString()).isEqualTo("enough");

    assertThat(server.post("/v1/runs/" + run + "/retry", "").statusCode()).isEqualTo(200);
  }

  @Test
  void who_cancels_without_a_reason_is_the_reason() {
    var run = server.run("a");

    server.post("/v1/runs/" + run + "/cancel", "", "Continuo-Actor", "grace@example.com");

    assertThat(server.read("/v1/runs/" + run).get("reason").asString())
        .isEqualTo("by grace@example.com");
  }

  @Test
  void waiting_ends_with_the_run() {
    var run = server.run("a");
    var waiting = CompletableFuture.supplyAsync(() -> server.read("/v1/runs/" + run + "/wait"));

    server.launch(run, "a");
    server.end(run, "a", true, "{}");

    assertThat(waiting.join().get("state").asString()).isEqualTo("succeeded");
  }

  @Test
  void waiting_ends_when_only_a_person_can_go_on() {
    var run = server.submit(TestServer.plan("a") + "  b:\n    run: echo\n    needs: a\n");
    var waiting = CompletableFuture.supplyAsync(() -> server.read("/v1/runs/" + run + "/wait"));

    server.end(run, "a", false, "{}");

    var stuck = waiting.join();
    assertThat(stuck.get("stuck").asBoolean()).isTrue();
    assertThat(stuck.get("reason").asString()).isEqualTo("task `a` failed: exit code 3");
  }

  @Test
  void waiting_ends_with_its_time_and_looks_again_only_after_events_of_the_run() {
    var run = server.run("a");
    assertThat(server.read("/v1/runs/" + run + "/wait?timeoutMs=0").get("state").asString())
        .isEqualTo("running");
    var before = server.store.runReads.get();

    var waiting =
        CompletableFuture.supplyAsync(() -> server.read("/v1/runs/" + run + "/wait?timeoutMs=300"));
    for (int i = 0; i < 20; i++) {
      server.put("/v1/limits/attempts", "{\"value\":" + (10 + i) + "}");
    }

    assertThat(waiting.join().get("state").asString()).isEqualTo("running");
    assertThat(server.store.runReads.get()).isEqualTo(before + 1);
    parameter(
        "/v1/runs/" + run + "/wait?timeoutMs=60001",
        "parameter `timeoutMs`: `60001` is not allowed, must be 0 to 60000");
  }

  @Test
  void a_read_that_wants_what_is_not_there_yet_waits_and_then_says_so() {
    var run = server.run("a");
    var head = server.engine.commits().head();
    var waiting =
        CompletableFuture.supplyAsync(
            () -> server.read("/v1/runs/" + run + "?at-least=" + (head + 1)));

    server.post("/v1/runs/" + run + "/pause", "{}");

    assertThat(waiting.join().get("state").asString()).isEqualTo("paused");
    var now = server.engine.commits().head();
    refused(
        server.get("/v1/runs/" + run + "?at-least=" + (now + 100)),
        504,
        "not_yet",
        "event `" + (now + 100) + "`: not there yet, the newest is " + now,
        "try again in a moment");
  }

  @Test
  void while_the_store_cannot_be_written_nothing_is_done() {
    var run = server.run("a");
    server.engine.fill();

    var refused = server.post("/v1/runs/" + run + "/pause", "{}");

    assertThat(refused.statusCode()).isEqualTo(503);
    var problem = TestServer.tree(refused);
    assertThat(problem.get("code").asString()).isEqualTo("store_unavailable");
    assertThat(problem.get("detail").asString()).isEqualTo("store: unavailable, the disk is full");
    assertThat(problem.get("hint").asString()).isEqualTo("nothing was done; try again in a moment");
    server.engine.repair();
  }

  @Test
  void while_the_store_cannot_be_read_reads_say_so() {
    server.store.away = true;

    refused(
        server.get("/v1/runs/" + "r-000000"),
        404,
        "run_not_found",
        "run `r-000000`: not found",
        "`continuo list` shows the runs");
    refused(
        server.get("/v1/server"),
        503,
        "store_unavailable",
        "store: unavailable, it cannot be read",
        "nothing was done; try again in a moment");
  }

  static void refused(
      HttpResponse<String> response, int status, String code, String detail, String hint) {
    var problem = TestServer.tree(response);
    assertThat(problem.get("detail").asString()).isEqualTo(detail);
    assertThat(problem.get("hint").asString()).isEqualTo(hint);
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
  }
}
