package dev.continuo.http;

import static dev.continuo.http.RunRoutesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
  private static final String HINT =
      "the token is the content of the file `token` in the data folder";

  private static final Map<String, String> OPERATIONS =
      Map.of(
          "/v1/tasks/X", "task.show",
          "/v1/tasks/X/output", "task.output",
          "/v1/runs/X", "run.show",
          "/v1/events", "event.list");

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

  private HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(server.http.url() + path));
  }

  private HttpRequest.Builder with(String path, String token) {
    return bare(path).header("Authorization", "Bearer " + token);
  }

  @Test
  void without_the_token_only_health_answers() {
    for (var path : List.of("/v1/runs", "/v1/events", "/v1/server", "/nowhere")) {
      var response = server.send(bare(path));
      refused(
          response,
          401,
          "unauthorized",
          "token: missing, must be `Authorization: Bearer TOKEN`",
          HINT);
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    assertThat(server.send(bare("/health")).statusCode()).isEqualTo(200);
  }

  @Test
  void every_reply_says_which_version_answers() throws IOException {
    for (var response :
        List.of(server.get("/health"), server.get("/v1/server"), server.get("/x"))) {
      assertThat(response.headers().firstValue("Continuo-Version")).contains("1.2.3");
    }
    assertThat(server.send(bare("/v1/runs")).headers().firstValue("Continuo-Version"))
        .contains("1.2.3");
    for (var request : List.of("GET / HTTP/9.9\r\n\r\n", "nonsense\r\n\r\n")) {
      try (var raw = new RawSocket(server.http.port())) {
        assertThat(raw.send(request).finish().all())
            .startsWith("HTTP/1.1 400 ")
            .containsIgnoringCase("\r\nContinuo-Version: 1.2.3\r\n");
      }
    }
    try (var raw = new RawSocket(server.http.port())) {
      raw.request("GET /v1/events", "Host: localhost", "Accept: text/event-stream");
      assertThat(raw.until("\r\n\r\n")).containsIgnoringCase("\r\nContinuo-Version: 1.2.3\r\n");
    }
  }

  @Test
  void a_wrong_token_is_refused() {
    var right = TestServer.TOKEN;
    for (var token :
        List.of("x", right + "x", right.substring(1), right.toUpperCase(java.util.Locale.ROOT))) {
      refused(
          server.send(with("/v1/runs", token)),
          401,
          "unauthorized",
          "token: not one of this server",
          HINT);
    }
    refused(
        server.send(bare("/v1/runs").header("Authorization", "Basic " + right)),
        401,
        "unauthorized",
        "token: missing, must be `Authorization: Bearer TOKEN`",
        HINT);
  }

  @Test
  void the_token_of_a_turn_opens_its_own_task_and_nothing_else() {
    var run = server.run("a", "b");
    var turn = server.launch(run, "a");
    var token = server.turnTokens.tokenFor(turn);
    var other = server.task(run, "b").id();

    assertThat(server.send(with("/v1/tasks/" + turn.task(), token)).statusCode()).isEqualTo(200);

    for (var path :
        List.of(
            "/v1/tasks/" + other,
            "/v1/tasks/" + turn.task() + "/output",
            "/v1/runs/" + run,
            "/v1/events")) {
      refused(
          server.send(with(path, token)),
          403,
          "forbidden",
          "operation `"
              + OPERATIONS.get(path.replaceAll("[rt]-[0-9a-z]+", "X"))
              + "`: not allowed for the token of a turn, which may call `run.add` of its own run,"
              + " `server.health`, `server.openapi`, `server.show`, `task.show` of its own task and"
              + " `task.sync` of its own task",
          "this needs the token of a person");
    }
    var cancel =
        with("/v1/tasks/" + turn.task() + "/cancel", token)
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(server.send(cancel).statusCode()).isEqualTo(403);
  }

  @Test
  void a_turn_finds_its_server_and_learns_nothing_about_the_work_of_others() {
    var turn = server.launch(server.run("a"), "a");

    var response = server.send(with("/v1/server", server.turnTokens.tokenFor(turn)));

    assertThat(response.statusCode()).isEqualTo(200);
    var view = TestServer.tree(response);
    assertThat(view.get("url").asString()).isEqualTo(server.http.url());
    assertThat(view.get("version").asString()).isEqualTo("1.2.3");
    for (var hidden : List.of("store", "attempts", "absence")) {
      assertThat(view.get(hidden).isNull()).as(hidden).isTrue();
    }
  }

  @Test
  void the_keys_of_a_task_are_its_own() {
    var run = server.run("a");
    var token = server.turnTokens.tokenFor(server.launch(run, "a"));
    var path = "/v1/runs/" + run + "/tasks";
    var more = "{\"plan\":\"tasks: {%s: {run: echo}}\"}";

    var used =
        with(path, token)
            .header("Idempotency-Key", "k")
            .POST(HttpRequest.BodyPublishers.ofString(more.formatted("x")));
    assertThat(server.send(used).statusCode()).isEqualTo(201);

    var person = server.post(path, more.formatted("y"), "Idempotency-Key", "k");
    assertThat(person.statusCode()).as(person.body()).isEqualTo(201);
    assertThat(server.read("/v1/runs/" + run).get("total").asInt()).isEqualTo(3);
  }

  @Test
  void the_token_of_a_turn_ends_with_its_fence() {
    var run = server.run("a", "b");
    var turn = server.launch(run, "a");
    var token = server.turnTokens.tokenFor(turn);

    server.end(run, "a", false, "{}");

    refused(
        server.send(with("/v1/tasks/" + turn.task(), token)),
        401,
        "unauthorized",
        "token: its turn `" + turn + "` no longer holds the fence",
        HINT);
  }

  @Test
  void a_forged_token_of_a_turn_is_refused() {
    var turn = server.launch(server.run("a"), "a");
    var token = server.turnTokens.tokenFor(turn);
    var swapped = token.endsWith("A") ? "B" : "A";

    for (var forged :
        List.of(
            token.substring(0, token.length() - 1),
            // the last but one: the last character has bits that mean nothing
            token.substring(0, token.length() - 2) + swapped + token.substring(token.length() - 1),
            token.replace(".1.1.", ".1.2."),
            "turn." + turn + ".",
            "turn..",
            "turn.")) {
      if (!forged.equals(token)) {
        refused(
            server.send(with("/v1/tasks/" + turn.task(), forged)),
            401,
            "unauthorized",
            "token: not one of this server",
            HINT);
      }
    }
  }

  @Test
  void foreign_host_names_are_refused_whatever_they_ask() throws IOException {
    for (var host :
        List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil", "10.0.0.1")) {
      for (var path : List.of("/health", "/v1/runs")) {
        try (var raw = new RawSocket(server.http.port())) {
          var answer = raw.request("GET " + path, "Host: " + host).all();
          assertThat(answer)
              .startsWith("HTTP/1.1 403 ")
              .contains(
                  "\"detail\":\"host: `"
                      + host
                      + "` is no name of this machine's own, must be `localhost`, `127.0.0.1` or"
                      + " `[::1]`\"")
              .contains("\"hint\":\"use the `url` in `server.json` of the data folder\"");
        }
      }
    }
    for (var host :
        List.of("localhost", "LOCALHOST:1234", "127.0.0.1:80", "[::1]:80", "127.1.2.3")) {
      try (var raw = new RawSocket(server.http.port())) {
        assertThat(raw.request("GET /health", "Host: " + host).all()).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void pages_of_other_sites_are_refused() throws IOException {
    for (var origin :
        List.of(
            "https://evil.example", "null", "http://localhost:3000", "https://localhost:8080")) {
      try (var raw = new RawSocket(server.http.port())) {
        var answer = raw.request("GET /v1/runs", "Host: localhost:8080", "Origin: " + origin).all();
        assertThat(answer)
            .startsWith("HTTP/1.1 403 ")
            .contains("\"detail\":\"origin: `" + origin + "` may not call this server\"")
            .contains("\"hint\":\"only pages of the server itself may\"");
      }
    }
    try (var raw = new RawSocket(server.http.port())) {
      var own =
          raw.request("GET /v1/runs", "Host: localhost:8080", "Origin: http://localhost:8080");
      assertThat(own.all()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void commands_stand_in_the_log_in_the_name_of_who_gave_them() {
    var run = server.run("a");
    server.post("/v1/runs/" + run + "/pause", "{}", "Continuo-Actor", "grace");

    var events = server.read("/v1/events").get("events");

    assertThat(events.get(0).get("actor").toString())
        .isEqualTo("{\"kind\":\"person\",\"name\":\"ada\"}");
    var paused = events.get(events.size() - 1);
    assertThat(paused.get("type").asString()).isEqualTo("run.paused");
    assertThat(paused.get("actor").get("name").asString()).isEqualTo("grace");
    for (var name : List.of("with space", "-x", "x".repeat(101), "a,b")) {
      refused(
          server.send(server.request("/v1/runs").header("Continuo-Actor", name)),
          400,
          "bad_header",
          "header `Continuo-Actor`: not allowed, must be 1 to 100 of `A-Z a-z 0-9 . _ @ + -`, the"
              + " first a letter or digit",
          "");
    }
  }
}
