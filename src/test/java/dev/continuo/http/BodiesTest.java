package dev.continuo.http;

import static dev.continuo.http.RunRoutesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodiesTest {
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

  private void body(String body, String detail) {
    refused(server.put("/v1/limits/attempts", body), 400, "bad_body", "body: " + detail, "");
  }

  private void submission(String body, String detail) {
    refused(server.post("/v1/runs", body), 400, "bad_body", "body: " + detail, "");
  }

  @Test
  void what_is_no_json_object_is_refused_with_its_place() {
    body("{\"value\": 1", "not JSON at line 1, column 12, must be a JSON object in UTF-8");
    body("{\n\"value\": x}", "not JSON at line 2, column 10, must be a JSON object in UTF-8");
    body("[1]", "must be a JSON object in UTF-8");
    body("7", "must be a JSON object in UTF-8");
    body(" ", "must be a JSON object in UTF-8");
    body("{\"value\": 1} {}", "something follows the JSON object");
    body("{\"value\": 01}", "not JSON at line 1, column 12, must be a JSON object in UTF-8");
  }

  @Test
  void a_key_that_stands_twice_is_refused() {
    body("{\"value\": 1, \"value\": 1}", "key `value` stands twice");
    submission("{\"env\": {\"A\": \"1\", \"B\": \"\", \"A\": \"2\"}}", "key `env.A` stands twice");
  }

  @Test
  void an_unknown_key_is_refused_with_the_one_that_was_meant() {
    body("{\"vlaue\": 1}", "unknown key `vlaue`, did you mean `value`?");
    body("{\"colour\": 1}", "unknown key `colour`, allowed is `value`");
    submission(
        "{\"x\": 1}",
        "unknown key `x`, allowed is `plan`, `file`, `project`, `env`, `inputs`, `from`, `tasks` or `tasksFile`");
    var run = server.run("a");
    refused(
        server.post("/v1/runs/" + run + "/resume", "{\"x\": 1}"),
        400,
        "bad_body",
        "body: unknown key `x`, none is allowed",
        "");
  }

  @Test
  void wrong_types_are_named_with_their_path() {
    body("", "`value` is missing, must be an integer of 32 bits");
    body("{\"value\": null}", "`value` is missing, must be an integer of 32 bits");
    body("{\"value\": \"7\"}", "`value` is a text, must be an integer of 32 bits");
    body("{\"value\": 1.5}", "`value` is the number 1.5, must be an integer of 32 bits");
    body(
        "{\"value\": 2147483648}",
        "`value` is the number 2147483648, must be an integer of 32 bits");
    body("{\"value\": [1]}", "`value` is a list, must be an integer of 32 bits");
    body("{\"value\": {}}", "`value` is an object, must be an integer of 32 bits");
    body("{\"value\": true}", "`value` is true or false, must be an integer of 32 bits");
    submission("{\"project\": \"/x\", \"plan\": 1}", "`plan` is the number 1, must be a text");
    submission(
        "{\"project\": \"/x\", \"plan\": \"a\\u0000b\"}",
        "`plan` has a NUL, which no text may have");
    var start = "{\"plan\": \"\", \"project\": \"/x\", ";
    submission(start + "\"env\": []}", "`env` is a list, must be an object of texts");
    submission(start + "\"env\": {\"A\": 1}}", "`env.A` is the number 1, must be a text");
    submission(start + "\"env\": {\"A\": null}}", "`env.A` is null, must be a text");
    var run = server.run("a");
    refused(
        server.post("/v1/runs/" + run + "/pause", "{\"now\": \"yes\"}"),
        400,
        "bad_body",
        "body: `now` is a text, must be true or false",
        "");
  }

  @Test
  void deep_bodies_are_refused() {
    var deepest = "{\"value\":" + "[".repeat(15) + "]".repeat(15) + "}";
    body(deepest, "`value` is a list, must be an integer of 32 bits");
    body("{\"value\":" + "[".repeat(16) + "]".repeat(16) + "}", "nested deeper than 16 levels");
    body("{\"value\":" + "[".repeat(30_000), "nested deeper than 16 levels");
  }

  @Test
  void oversized_bodies_are_refused() {
    var rest = "{\"value\": 3}";
    var fits = " ".repeat((64 << 10) - rest.length()) + rest;

    assertThat(server.put("/v1/limits/attempts", fits).statusCode()).isEqualTo(200);
    refused(
        server.put("/v1/limits/attempts", " " + fits),
        413,
        "body_too_large",
        "body: too large, at most 65536 bytes are allowed",
        "");
  }

  @Test
  void an_oversized_body_is_refused_before_it_is_sent() throws IOException {
    for (var announced : List.of("36700161", "99999999999")) {
      try (var raw = new RawSocket(server.http.port())) {
        var answer =
            raw.request("POST /v1/runs", "Host: localhost", "Content-Length: " + announced).all();
        assertThat(answer)
            .startsWith("HTTP/1.1 413 ")
            .contains("\"code\":\"body_too_large\"")
            .contains("\"detail\":\"body: too large, at most 35651584 bytes are allowed\"");
      }
    }
  }

  @Test
  void an_oversized_body_in_chunks_is_refused() throws IOException {
    try (var raw = new RawSocket(server.http.port())) {
      raw.request("PUT /v1/limits/attempts", "Host: localhost", "Transfer-Encoding: chunked");
      raw.send("10001\r\n" + " ".repeat(0x10001) + "\r\n0\r\n\r\n");

      assertThat(raw.until("\"status\":413")).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void a_truncated_body_changes_nothing() throws IOException {
    var head = server.engine.commits().head();
    try (var raw = new RawSocket(server.http.port())) {
      raw.request("PUT /v1/limits/attempts", "Host: localhost", "Content-Length: 100");
      raw.send("{\"value\": 3}").finish();

      assertThat(raw.all()).doesNotContain("200 OK");
    }
    assertThat(server.read("/v1/server").get("attempts").get("limit").asInt()).isEqualTo(20);
    assertThat(server.engine.commits().head()).isEqualTo(head);
  }

  @Test
  void what_is_no_http_is_refused_and_hurts_nobody() throws IOException {
    var hostile =
        List.of(
            "\0\0\0\0\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
            "GET /v1/runs HTTP/1.1\r\n\r\n",
            "GET /v1/runs HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
            "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(40_000) + "\r\n\r\n",
            "POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            String.join(
                "\r\n",
                "POST /v1/runs HTTP/1.1",
                "Host: localhost",
                "Content-Length: 3",
                "Transfer-Encoding: chunked",
                "\r\n0\r\n\r\n"),
            "PUT /v1/limits/attempts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TestServer.TOKEN
                + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n");
    for (var bytes : hostile) {
      try (var raw = new RawSocket(server.http.port())) {
        raw.send(bytes).finish();
        var answer = raw.all();
        assertThat(answer)
            .startsWith("HTTP/1.1 4")
            .contains("application/problem+json")
            .containsAnyOf(
                "\"detail\":\"request: cannot be understood\"",
                "\"detail\":\"body: the length of a chunk is no number\"");
      }
    }
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
  }
}
