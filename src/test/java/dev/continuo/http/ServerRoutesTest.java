package dev.continuo.http;

import static dev.continuo.http.RunRoutesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.operation.Stopper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerRoutesTest {
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
  void health_tells_whether_the_store_can_be_written() {
    assertThat(server.get("/health").body())
        .isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\",\"head\":0}");

    server.engine.fill();
    server.put("/v1/limits/attempts", "{\"value\":1}");

    refused(
        server.get("/health"),
        503,
        "store_unavailable",
        "store: unavailable, it cannot be written",
        "nothing was done; try again in a moment");
    server.engine.repair();
  }

  @Test
  void the_server_tells_about_itself() {
    server.run("a");
    var head = server.engine.commits().head();

    assertThat(server.read("/v1/server").toString())
        .isEqualTo(
            ("{\"version\":\"1.2.3\",\"pid\":%d,\"url\":\"http://127.0.0.1:%d\","
                    + "\"startedAt\":\"2026-03-04T05:06:07Z\",\"idleStopMs\":1800000,"
                    + "\"store\":{\"head\":%d,\"floor\":0},"
                    + "\"attempts\":{\"limit\":20,\"used\":1},"
                    + "\"absence\":{\"since\":\"2026-03-04T05:05:07Z\","
                    + "\"until\":\"2026-03-04T05:06:07Z\",\"killed\":true,"
                    + "\"attempts\":3,\"overdue\":1}}")
                .formatted(ProcessHandle.current().pid(), server.http.port(), head));
  }

  @Test
  void a_limit_is_set() {
    var response = server.put("/v1/limits/attempts", "{\"value\":0}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(server.read("/v1/server").get("attempts").get("limit").asInt()).isZero();
    refused(
        server.put("/v1/limits/attempts", "{\"value\":-1}"),
        400,
        "limit_out_of_range",
        "limit `attempts`: -1 is not allowed, must be 0 to 10000",
        "0 lets nothing start");
    refused(
        server.put("/v1/limits/processes", "{\"value\":1}"),
        409,
        "limit_unknown",
        "limit `processes`: unknown, the only one is `attempts`",
        "");
  }

  @Test
  void a_wish_to_stop_is_answered_first_and_says_what_becomes_of_attempts()
      throws InterruptedException {
    assertThat(server.post("/v1/server/stop", "").statusCode()).isEqualTo(202);
    assertThat(server.stopped()).contains(Stopper.Attempts.KEEP);

    assertThat(server.post("/v1/server/stop", "{\"killAttempts\":true}").statusCode())
        .isEqualTo(202);
    assertThat(server.stopped()).contains(Stopper.Attempts.KILL);
  }

  @Test
  void unknown_paths_and_methods_are_problems() {
    refused(
        server.get("/v1/rnus"),
        404,
        "route_not_found",
        "path: `/v1/rnus` is unknown to GET",
        "`/v1/openapi.json` describes all requests");
    refused(
        server.get("/"),
        404,
        "route_not_found",
        "path: `/` is unknown to GET",
        "`/v1/openapi.json` describes all requests");
    refused(
        server.send(server.request("/v1/runs").DELETE()),
        405,
        "method_not_allowed",
        "method: `DELETE` is not for `/v1/runs`, allowed is `POST` or `GET`",
        "");
    refused(
        server.send(server.request("/v1/runs/x/pause").PUT(HttpRequest.BodyPublishers.noBody())),
        405,
        "method_not_allowed",
        "method: `PUT` is not for `/v1/runs/x/pause`, allowed is `POST`",
        "");
  }

  @Test
  void a_path_that_is_badly_encoded_is_a_problem() throws IOException {
    try (var raw = new RawSocket(server.http.port())) {
      assertThat(raw.request("GET /v1/runs/%zz", "Host: localhost").all())
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json");
    }
  }

  @Test
  void a_port_that_is_taken_is_told_in_words() {
    var taken = server.http.port();

    assertThatThrownBy(
            () ->
                HttpServer.start(
                    new HttpSettings(
                        taken,
                        TestServer.TOKEN,
                        "ada",
                        "1",
                        dev.continuo.host.LiveEngine.NOW,
                        Optional.empty(),
                        10,
                        HttpSettings.Patience.DEFAULT),
                    server.turnTokens,
                    server.ports))
        .isInstanceOf(IOException.class)
        .hasMessage("port `" + taken + "`: cannot be bound, something else may listen there");
  }

  @Test
  void closing_sends_those_home_who_wait() {
    var run = server.run("a");
    var before = server.store.runReads.get();
    var waiting = CompletableFuture.supplyAsync(() -> server.get("/v1/runs/" + run + "/wait"));
    Deadline.until(() -> server.store.runReads.get() > before, "somebody waits");

    server.http.close();

    refused(
        waiting.join(), 503, "server_stopping", "server: is stopping", "`continuo server start`");
    server.http.close();
  }
}
