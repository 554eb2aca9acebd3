package dev.continuo.http;

import static dev.continuo.http.RunRoutesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.TurnId;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways in which a task might give itself rights that it was not given. */
class RightsTest {
  private static final String THIEF = "tasks: {thief: {run: env, secrets: KEY}}";

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(folder);
    server.put("/v1/secrets/KEY", "{\"value\":\"hush-hush\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> add(TurnId turn, String plan) {
    var body = TestServer.JSON.writeValueAsString(Map.of("plan", plan));
    return server.send(
        server
            .request("/v1/runs/" + turn.task().run() + "/tasks")
            .setHeader("Authorization", "Bearer " + server.turnTokens.tokenFor(turn))
            .POST(BodyPublishers.ofString(body)));
  }

  private void refusesKey(HttpResponse<String> response, String task) {
    refused(
        response,
        403,
        "forbidden",
        "task `" + task + "`: may not give away the secret `KEY`, which it does not have itself",
        "give it to the task under `secrets`, or have a person add these tasks");
  }

  @Test
  void a_task_whose_gate_has_a_secret_cannot_hand_itself_that_secret() {
    var run = server.submit("tasks: {a: {run: make, gates: [{run: check, secrets: KEY}]}}");
    var turn = server.launch(run, "a");

    refusesKey(add(turn, THIEF), "a");
    refusesKey(add(turn, "tasks: {b: {run: x, gates: [{run: env, secrets: KEY}]}}"), "a");
    refusesKey(add(turn, "tasks: {b: {for-each: [1, 2], run: 'true', secrets: KEY}}"), "a");
    refusesKey(add(turn, "defaults: {secrets: KEY}\ntasks: {b: {run: env}}"), "a");
  }

  @Test
  void a_plan_that_an_addition_uses_hands_out_no_secret_either() throws IOException {
    Files.writeString(folder.resolve("inner.yaml"), THIEF);
    var turn = server.launch(server.run("a"), "a");

    refusesKey(add(turn, "tasks: {b: {uses: inner.yaml}}"), "a");
  }

  @Test
  void a_task_that_has_a_secret_itself_may_hand_it_on() {
    var run = server.submit("tasks: {a: {run: make, secrets: KEY}}");

    assertThat(add(server.launch(run, "a"), THIEF).statusCode()).isEqualTo(201);
  }

  @Test
  void a_check_adds_no_tasks_whatever_secrets_it_has() {
    var run = server.submit("tasks: {a: {run: make, gates: [{run: check, secrets: KEY}]}}");
    server.launch(run, "a");
    server.end(run, "a", true, "{}");
    var check =
        server.engine.tasks().values().stream()
            .filter(task -> task.spec().name().startsWith("a/"))
            .findFirst()
            .orElseThrow();
    var turn = server.launch(run, check.spec().name());

    for (var plan : new String[] {THIEF, "tasks: {b: {run: 'true'}}", "no plan at all"}) {
      refused(
          add(turn, plan),
          403,
          "forbidden",
          "task `" + check.spec().name() + "`: is a check, which may not add tasks",
          "the task that it checks may add them");
    }
  }

  @Test
  void an_addition_stays_in_the_folder_of_its_run_and_takes_no_environment() {
    var turn = server.launch(server.run("a"), "a");

    for (var out : new String[] {"/etc", "../..", "x/../../y"}) {
      assertThat(add(turn, "tasks: {b: {run: ls, workdir: '" + out + "'}}").statusCode())
          .as(out)
          .isEqualTo(422);
    }
    var env =
        server.send(
            server
                .request("/v1/runs/" + turn.task().run() + "/tasks")
                .setHeader("Authorization", "Bearer " + server.turnTokens.tokenFor(turn))
                .POST(BodyPublishers.ofString("{\"plan\":\"\",\"env\":{\"PATH\":\"/evil\"}}")));
    assertThat(env.statusCode()).isEqualTo(400);
    assertThat(TestServer.tree(env).get("detail").asString())
        .isEqualTo("body: unknown key `env`, allowed is `plan`, `file` or `inputs`");
  }

  @Test
  void a_turn_that_ends_while_its_addition_is_read_adds_nothing() {
    var run = server.run("a", "b");
    var turn = server.launch(run, "a");
    server.meanwhile = () -> server.end(run, "a", true, "{}");

    refused(
        add(turn, "tasks: {c: {run: x}}"),
        401,
        "unauthorized",
        "token: its turn `" + turn + "` no longer holds the fence",
        "the token is the content of the file `token` in the data folder");

    assertThat(server.read("/v1/runs/" + run).get("total").asInt()).isEqualTo(2);
  }

  @Test
  void a_task_adds_to_no_other_run_and_to_its_own_only_while_its_turn_lives() {
    var run = server.run("a", "b");
    var turn = server.launch(run, "a");
    var body = BodyPublishers.ofString("{\"plan\":\"tasks: {c: {run: x}}\"}");
    var other =
        server
            .request("/v1/runs/" + server.run("z") + "/tasks")
            .setHeader("Authorization", "Bearer " + server.turnTokens.tokenFor(turn));
    assertThat(server.send(other.POST(body)).statusCode()).isEqualTo(403);

    server.end(run, "a", true, "{}");

    refused(
        add(turn, "tasks: {c: {run: x}}"),
        401,
        "unauthorized",
        "token: its turn `" + turn + "` no longer holds the fence",
        "the token is the content of the file `token` in the data folder");
  }
}
