package dev.continuo.http;

import static dev.continuo.http.RunRoutesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRoutesTest {
  private static final String PLAN =
      """
      name: demo
      tasks:
        build:
          run: echo $SECRET
          env: {SECRET: hush}
          locks: port
          timeout: 30s
          retries: 2
          gates:
            - name: lint
              run: echo lint
        ship:
          run: echo ship
          needs: {build: ended}
          priority: urgent
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

  @Test
  void a_task_is_shown_without_its_environment() {
    var run = server.submit(PLAN);
    var turn = server.launch(run, "build");
    var id = server.task(run, "build").id();

    var byId = server.read("/v1/tasks/" + id);

    assertThat(server.read("/v1/runs/" + run + "/tasks/build")).isEqualTo(byId);
    assertThat(byId.toString())
        .isEqualTo(
            "{\"id\":\"%s\",\"run\":\"%s\",\"name\":\"build\",\"kind\":\"work\",".formatted(id, run)
                + "\"state\":\"running\",\"reason\":\"\",\"blocker\":null,\"takenOver\":null,\"since\":\"2026-03-04T05:06:07Z\","
                + "\"submittedAt\":\"2026-03-04T05:06:07Z\",\"title\":\"build\",\"expectedMs\":null,\"priority\":\"normal\",\"needs\":[],"
                + "\"locks\":[\"port\"],\"leases\":[],\"latches\":[],\"timeoutMs\":30000,\"timeoutAction\":\"stop\","
                + "\"retries\":2,\"attempt\":1,\"failures\":0,\"losses\":0,\"rounds\":0,"
                + "\"overdue\":false,\"heldBy\":null,\"pid\":4711,\"agent\":null,"
                + "\"question\":null,\"approval\":null,\"turns\":[{\"turn\":\"%s\",\"attempt\":1,"
                    .formatted(turn)
                + "\"startedAt\":\"2026-03-04T05:06:07Z\",\"endedAt\":null,\"outcome\":null,"
                + "\"detail\":\"\"}],\"tail\":\"\"}");
    var ship = server.read("/v1/runs/" + run + "/tasks/ship");
    assertThat(ship.get("needs").toString())
        .isEqualTo("[{\"task\":\"" + id + "\",\"on\":\"ended\"}]");
    assertThat(ship.get("priority").asString()).isEqualTo("urgent");
    var cancel = "/v1/tasks/" + ship.get("id").asString() + "/cancel";
    assertThat(server.post(cancel, "{\"reason\":\"not needed\"}").statusCode()).isEqualTo(200);
    assertThat(server.read("/v1/runs/" + run + "/tasks/ship").get("reason").asString())
        .isEqualTo("not needed");
    assertThat(server.get("/v1/runs/" + run + "/tasks").body()).doesNotContain("hush");
  }

  @Test
  void an_ended_turn_is_shown_with_the_tail_of_its_output() {
    var run = server.run("a", "b");
    var turn = server.end(run, "a", false, "{}");

    var task = server.read("/v1/tasks/" + turn.task());

    assertThat(task.get("state").asString()).isEqualTo("failed");
    assertThat(task.get("reason").asString()).isEqualTo("exit code 3");
    assertThat(task.get("tail").asString()).isEqualTo("last line\n");
    var ended = task.get("turns").get(0);
    assertThat(ended.get("outcome").asString()).isEqualTo("failed");
    assertThat(ended.get("detail").asString()).isEqualTo("exit code 3");
    assertThat(ended.get("endedAt").asString()).isEqualTo("2026-03-04T05:06:07Z");
  }

  @Test
  void the_check_of_a_gate_is_found_by_its_name_with_slashes() {
    var run = server.submit(PLAN);
    server.end(run, "build", true, "{}");

    for (var path : List.of("/tasks/build/lint/1", "/tasks/build%2Flint%2F1")) {
      var check = server.read("/v1/runs/" + run + path);
      assertThat(check.get("kind").asString()).isEqualTo("check");
      assertThat(check.get("name").asString()).isEqualTo("build/lint/1");
    }
  }

  @Test
  void why_names_the_reasons() {
    var run = server.submit(PLAN);
    var ship = server.task(run, "ship").id();

    assertThat(server.read("/v1/tasks/" + ship + "/why").toString())
        .isEqualTo(
            "{\"task\":\"%s\",\"reasons\":[{\"code\":\"need\",".formatted(ship)
                + "\"subject\":{\"kind\":\"task\",\"id\":\"%s\"},\"mover\":\"tasks\","
                    .formatted(server.task(run, "build").id())
                + "\"since\":\"2026-03-04T05:06:07Z\","
                + "\"text\":\"waits for `build`, which is running\",\"remedy\":\"\"}]}");
  }

  @Test
  void a_recommendation_says_who_does_a_task_and_why() throws IOException {
    var agents = Files.createDirectories(folder.resolve(".continuo/agents"));
    Files.writeString(
        agents.resolve("senior-engineer.yml"), "name: senior-engineer\ncommand: [x]\n");
    Files.writeString(
        agents.resolveSibling("agent-mapping.yaml"), "bug: Senior Engineer (Sonnet)\n");
    var run = server.submit("tasks: {fix: {tags: bug, prompt: p}, build: {run: make}}");
    var fix = server.task(run, "fix").id();
    var build = server.task(run, "build").id();

    assertThat(server.read("/v1/tasks/" + fix + "/recommendation").toString())
        .isEqualTo(
            "{\"task\":\"%s\",\"recommended\":true,\"agent\":\"Senior Engineer\",\"tier\":\"Sonnet\",\"matched\":[\"bug\"],\"reason\":\"matched `bug` in `.continuo/agent-mapping.yaml`\",\"launch\":\"Launch Senior Engineer for task %s\",\"question\":[]}"
                .formatted(fix, fix));
    assertThat(server.read("/v1/tasks/" + build + "/recommendation").toString())
        .isEqualTo(
            "{\"task\":\"%s\",\"recommended\":false,\"agent\":\"\",\"tier\":\"\",\"matched\":[],\"reason\":\"it runs a command, which needs no agent\",\"launch\":\"\",\"question\":[]}"
                .formatted(build));
  }

  @Test
  void a_question_is_shown_and_answered() throws IOException {
    var agents = Files.createDirectories(folder.resolve(".continuo/agents"));
    Files.writeString(agents.resolve("ada.yml"), "name: ada\ncommand: [x]\n");
    Files.writeString(agents.resolve("ben.yml"), "name: ben\ncommand: [x]\n");
    Files.writeString(agents.resolveSibling("agent-mapping.yaml"), "a: Ada\nb: Ben (Sonnet)\n");
    Files.writeString(
        agents.resolveSibling("config.yaml"), "specialist_routing: {fallback_behavior: ask_user}");
    var run = server.submit("tasks: {fix: {tags: fast, prompt: p}, build: {run: make}}");
    var fix = "/v1/tasks/" + server.task(run, "fix").id();
    var asked = "No specialist matched by tags.%sWhich specialist should handle this task?";

    assertThat(server.read(fix + "/wait").get("latches").toString()).isEqualTo("[\"question\"]");
    assertThat(server.read(fix).get("question").toString())
        .isEqualTo(
            "{\"text\":\"Task: fix\\nTags: fast (no domain match)\\n%s\","
                    .formatted(asked)
                    .formatted("\\n")
                + "\"choices\":[\"Ada\",\"Ben (Sonnet)\"],\"answer\":null}");
    assertThat(server.read(fix + "/recommendation").toString())
        .endsWith(
            "\"reason\":\"no tag matched, a person is to choose\",\"launch\":\"\",\"question\":["
                + "\"Task: fix\",\"Tags: fast (no domain match)\",\"%s\","
                    .formatted(asked)
                    .formatted("\",\"")
                + "\"1. Ada\",\"2. Ben (Sonnet)\"]}");
    refused(
        server.post(fix + "/answer", "{\"answer\":3}"),
        400,
        "answer_out_of_range",
        "task `fix`: answer 3 is not allowed, must be 1 to 2",
        "`continuo show TASK` lists the choices");
    refused(
        server.post(fix + "/answer", "{}"),
        400,
        "bad_body",
        "body: `answer` is missing, must be an integer from 0 to 2147483647",
        "");

    assertThat(server.post(fix + "/answer", "{\"answer\":2}").statusCode()).isEqualTo(200);

    assertThat(server.read(fix).get("question").get("answer").asInt()).isEqualTo(2);
    assertThat(server.read(fix).get("agent").asString()).isEqualTo("ben");
    assertThat(server.read(fix + "/recommendation").get("agent").asString()).isEqualTo("Ben");
    refused(
        server.post(fix + "/answer", "{\"answer\":2}"),
        409,
        "question_answered",
        "task `fix`: was answered before, with 2: Ben (Sonnet)",
        "`continuo cancel` ends it; `agent: NAME` in the task chooses another");
  }

  @Test
  void the_result_is_that_of_the_last_claim() {
    var run = server.run("a", "b");
    var a = server.task(run, "a").id();
    refused(
        server.get("/v1/tasks/" + a + "/result"),
        404,
        "result_not_ready",
        "task `" + a + "`: has no result yet",
        "there is one as soon as an attempt claims that the work is done");

    server.end(run, "a", true, "{\"pages\": 3}");
    server.end(run, "b", true, "");

    assertThat(server.get("/v1/tasks/" + a + "/result").body()).isEqualTo("{\"pages\": 3}");
    var b = server.task(run, "b").id();
    assertThat(server.get("/v1/tasks/" + b + "/result").body()).isEqualTo("{}");
  }

  @Test
  void output_is_read_piece_by_piece_until_nothing_more_can_come() {
    var run = server.run("a");
    var turn = server.launch(run, "a");
    server.output.put(turn, "first second".getBytes(StandardCharsets.UTF_8));
    var path = "/v1/tasks/" + turn.task() + "/output";

    var first = server.get(path + "?limit=6");
    var second = server.get(path + "?offset=6&limit=100");
    server.end(run, "a", true, "{}");
    var last = server.get(path + "?turn=" + turn + "&offset=6");

    assertThat(first.body()).isEqualTo("first ");
    assertThat(first.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(first.headers().firstValue("Continuo-Next-Offset")).contains("6");
    assertThat(first.headers().firstValue("Continuo-Turn")).contains(turn.toString());
    assertThat(second.body()).isEqualTo("second");
    assertThat(second.headers().firstValue("Continuo-Ended")).isEmpty();
    assertThat(last.body()).isEqualTo("second");
    assertThat(last.headers().firstValue("Continuo-Next-Offset")).contains("12");
    assertThat(last.headers().firstValue("Continuo-Ended")).contains("true");
  }

  @Test
  void output_is_waited_for_until_there_is_some() throws Exception {
    var turn = server.launch(server.run("a"), "a");
    server.output.put(turn, "first".getBytes(StandardCharsets.UTF_8));
    var path = "/v1/tasks/" + turn.task() + "/output?waitMs=20000&offset=5";

    var waiting = CompletableFuture.supplyAsync(() -> server.get(path));
    assertThat(server.output.watched()).isTrue();
    server.output.put(turn, "first second".getBytes(StandardCharsets.UTF_8));

    assertThat(waiting.get(20, TimeUnit.SECONDS).body()).isEqualTo(" second");
  }

  @Test
  void output_is_waited_for_until_its_turn_has_ended_or_the_time_is_over() throws Exception {
    var run = server.run("a");
    var turn = server.launch(run, "a");
    var path = "/v1/tasks/" + turn.task() + "/output";

    assertThat(server.get(path + "?waitMs=1").headers().firstValue("Continuo-Ended")).isEmpty();
    var waiting = CompletableFuture.supplyAsync(() -> server.get(path + "?waitMs=20000"));
    assertThat(server.output.watched()).isTrue();
    server.end(run, "a", true, "{}");

    assertThat(waiting.get(20, TimeUnit.SECONDS).headers().firstValue("Continuo-Ended"))
        .contains("true");
  }

  @Test
  void the_last_bytes_of_output_are_read_without_those_before() {
    var turn = server.launch(server.run("a"), "a");
    server.output.put(turn, "first second".getBytes(StandardCharsets.UTF_8));
    var path = "/v1/tasks/" + turn.task() + "/output";

    var last = server.get(path + "?last=6");

    assertThat(last.body()).isEqualTo("second");
    assertThat(last.headers().firstValue("Continuo-Next-Offset")).contains("12");
    assertThat(server.get(path + "?last=100").body()).isEqualTo("first second");
    refused(
        server.get(path + "?last=6&offset=0"),
        400,
        "bad_parameter",
        "parameter `last`: has no meaning with `offset`",
        "");
  }

  @Test
  void a_reader_beyond_the_end_of_output_that_was_cut_is_told_where_the_end_is() {
    var turn = server.launch(server.run("a"), "a");
    server.output.put(turn, "cut".getBytes(StandardCharsets.UTF_8));

    var beyond = server.get("/v1/tasks/" + turn.task() + "/output?offset=99&waitMs=20000");

    assertThat(beyond.body()).isEmpty();
    assertThat(beyond.headers().firstValue("Continuo-Next-Offset")).contains("3");
  }

  @Test
  void a_task_is_waited_for_until_it_has_ended_or_only_a_person_can_move_it() throws Exception {
    var run = server.submit(PLAN.replace("retries: 2", "retries: 0"));
    var build = server.task(run, "build").id();

    var wait = "/v1/tasks/" + build + "/wait";
    assertThat(server.read(wait + "?timeoutMs=0").get("state").asString()).isEqualTo("running");
    var waiting = CompletableFuture.supplyAsync(() -> server.read(wait));
    server.launch(run, "build");
    server.end(run, "build", false, "{}");

    assertThat(waiting.get(20, TimeUnit.SECONDS).get("state").asString()).isEqualTo("failed");
    var ship = server.task(run, "ship").id();
    assertThat(server.read("/v1/tasks/" + ship + "/wait").get("state").asString())
        .isEqualTo("queued");
  }

  @Test
  void output_of_no_turn_is_not_found() {
    var run = server.submit(PLAN);
    var ship = server.task(run, "ship").id();
    var build = server.task(run, "build").id();
    var hint = "the task's `turns` have the ids of its turns";

    refused(
        server.get("/v1/tasks/" + ship + "/output"),
        404,
        "turn_not_found",
        "task `" + ship + "`: has not started, so it has no output",
        hint);
    for (var turn : List.of(ship + ".1.1", build + ".1.2", build + ".0.1", "x", build + ".1.x")) {
      refused(
          server.get("/v1/tasks/" + build + "/output?turn=" + turn),
          404,
          "turn_not_found",
          "turn `" + turn + "`: task `" + build + "` has none of it",
          hint);
    }
  }

  @Test
  void output_that_was_cleared_is_gone_and_not_empty() {
    var run = server.run("a");
    var turn = server.launch(run, "a");
    var path = "/v1/tasks/" + turn.task() + "/output";
    server.output.clear(turn);

    // Whoever still lives gets a place to write to in a moment.
    assertThat(server.get(path).statusCode()).isEqualTo(200);
    server.end(run, "a", true, "{}");

    refused(
        server.get(path),
        410,
        "output_cleared",
        "task `a`: the output of attempt 1 is not kept any more",
        "outputs go 30 days after the end of their run, or with `continuo gc`");
  }

  @Test
  void output_that_cannot_be_read_is_no_bug() {
    var run = server.run("a");
    var turn = server.launch(run, "a");
    server.output.put(turn, new byte[1]);

    refused(
        server.get("/v1/tasks/" + turn.task() + "/output"),
        503,
        "file_unavailable",
        "output of turn `" + turn + "`: cannot be read or written just now",
        "see the log of the server");
  }

  @Test
  void a_task_is_paused_resumed_cancelled_and_retried() {
    var run = server.run("a", "b");
    var id = server.task(run, "a").id();

    assertThat(server.post("/v1/tasks/" + id + "/pause", "").statusCode()).isEqualTo(200);
    assertThat(server.read("/v1/tasks/" + id).get("reason").asString()).isEqualTo("paused by ada");
    assertThat(server.post("/v1/tasks/" + id + "/resume", "").statusCode()).isEqualTo(200);
    refused(
        server.post("/v1/tasks/" + id + "/resume", ""),
        409,
        "task_not_paused",
        "task `a`: not paused, it is running",
        "");
    server.post("/v1/tasks/" + id + "/cancel", "");
    server.end(run, "a", false, "{}");
    var cancelled = server.read("/v1/tasks/" + id);
    assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
    assertThat(cancelled.get("reason").asString()).isEqualTo("by ada");
    assertThat(server.post("/v1/tasks/" + id + "/retry", "").statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_not_there_is_not_found() {
    for (var path : List.of("", "/why", "/recommendation", "/result", "/output")) {
      for (var id : List.of("t-00000000000", "nonsense")) {
        refused(
            server.get("/v1/tasks/" + id + path),
            404,
            "task_not_found",
            "task `" + id + "`: not found",
            "`continuo status RUN` lists the tasks of a run");
      }
    }
    for (var act : List.of("pause", "resume", "cancel", "retry")) {
      assertThat(server.post("/v1/tasks/nonsense/" + act, "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void reasons_have_a_longest_length() {
    var id = server.task(server.run("a"), "a").id();

    refused(
        server.post("/v1/tasks/" + id + "/cancel", "{\"reason\":\"" + "x".repeat(1_001) + "\"}"),
        400,
        "bad_body",
        "body: `reason` has 1001 characters, at most 1000 are allowed",
        "");
    assertThat(
            server
                .post("/v1/tasks/" + id + "/cancel", "{\"reason\":\"" + "x".repeat(1_000) + "\"}")
                .statusCode())
        .isEqualTo(200);
  }
}
