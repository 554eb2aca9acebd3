package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do what no client should; the others are answered all the same. */
class BadClientsTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String HOST = "Host: localhost\r\n";
  private static final String TOKEN = "Authorization: Bearer " + TestServer.TOKEN + "\r\n";

  @TempDir Path folder;

  private TestServer impatient() throws IOException {
    return new TestServer(folder, new HttpSettings.Patience(LONG, LONG, SHORT, SHORT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /v1/ru",
        "GET /v1/runs HTTP/1.1\r\nHos",
        "GET /v1/runs HTTP/1.1\r\n" + HOST,
        "PUT /v1/limits/attempts HTTP/1.1\r\n" + HOST + TOKEN + "Content-Length: 100\r\n\r\n{",
        "PUT /v1/limits/attempts HTTP/1.1\r\n"
            + HOST
            + TOKEN
            + "Transfer-Encoding: chunked\r\n\r\n5\r\n{"
      })
  void whoever_stands_still_in_the_middle_of_a_request_is_closed(String begin) throws IOException {
    try (var server = impatient();
        var raw = new RawSocket(server.http.port())) {
      raw.send(begin);

      assertThat(raw.all()).doesNotContain(" 200 ");
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/ru",
        "GET /v1/runs HTTP/1.1\r\n" + HOST,
        "PUT /v1/limits/attempts HTTP/1.1\r\n" + HOST + TOKEN + "Content-Length: 100\r\n\r\n{"
      })
  void a_client_that_goes_in_the_middle_of_a_request_leaves_nothing_behind(String begin)
      throws IOException {
    try (var server = new TestServer(folder)) {
      for (int i = 0; i < 10; i++) {
        try (var raw = new RawSocket(server.http.port())) {
          raw.send(begin);
          // a reset, as when the client's machine is switched off
          raw.socket.setSoLinger(true, 0);
        }
      }

      assertThat(server.get("/health").statusCode()).isEqualTo(200);
      assertThat(server.read("/v1/server").get("attempts").get("limit").asInt()).isEqualTo(20);
    }
  }

  @Test
  void thousands_of_idle_connections_hold_up_nobody() throws IOException {
    var idle = new ArrayList<RawSocket>();
    try (var server = new TestServer(folder)) {
      for (int i = 0; i < 1_000; i++) {
        idle.add(new RawSocket(server.http.port()));
      }

      assertThat(server.get("/health").statusCode()).isEqualTo(200);
    } finally {
      for (var each : idle) {
        each.close();
      }
    }
  }

  @Test
  void beyond_the_limit_of_connections_the_longest_idle_makes_way() throws IOException {
    try (var server = few();
        var first = answered(server);
        var second = answered(server);
        var third = answered(server);
        var last = answered(server)) {
      assertThat(first.all()).isEmpty();
      for (var each : List.of(second, third, last)) {
        each.send("GET /health HTTP/1.1\r\n" + HOST + "\r\n");
        each.until("\"ok\"");
      }
    }
  }

  @Test
  void beyond_the_limit_of_connections_of_which_none_is_idle_the_next_is_refused()
      throws IOException {
    try (var server = few();
        var first = stream(new RawSocket(server.http.port()), "0");
        var _ = stream(new RawSocket(server.http.port()), "0");
        var _ = stream(new RawSocket(server.http.port()), "0")) {
      Deadline.until(() -> server.http.streams() == 3, "all connections are streams");

      try (var refused = new RawSocket(server.http.port())) {
        refused.send("GET /health HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(refused.all())
            .startsWith("HTTP/1.1 503 ")
            .contains(
                "\"detail\":\"connections: 3 are open and none of them is idle, no more are"
                    + " allowed\"",
                "\"code\":\"connections_too_many\"",
                "\"hint\":\"close some, such as those of event streams\"");
      }
      first.socket.close();
      server.engine.set(7);
      Deadline.until(() -> server.get("/health").statusCode() == 200, "there is room for another");
    }
  }

  private TestServer few() throws IOException {
    return new TestServer(folder, new HttpSettings.Patience(LONG, LONG, LONG, SHORT), 3);
  }

  /** A connection that stays after its request was answered. */
  private static RawSocket answered(TestServer server) throws IOException {
    var raw = new RawSocket(server.http.port());
    raw.send("GET /health HTTP/1.1\r\n" + HOST + "\r\n");
    raw.until("}");
    return raw;
  }

  @Test
  void requests_that_are_sent_before_the_last_is_answered_are_answered_in_order()
      throws IOException {
    try (var server = new TestServer(folder);
        var raw = new RawSocket(server.http.port())) {
      var get = "GET /v1/server HTTP/1.1\r\n" + HOST + TOKEN + "\r\n";
      var put =
          "PUT /v1/limits/attempts HTTP/1.1\r\n" + HOST + TOKEN + "Content-Length: 11\r\n\r\n";
      raw.send(
          get + put + "{\"value\":7}" + get.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

      assertThat(raw.until("\"limit\":20")).startsWith("HTTP/1.1 200 ");
      assertThat(raw.until("\"sequence\":1}")).contains("HTTP/1.1 200 ");
      assertThat(raw.all()).contains("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_request_without_a_length_has_no_body() throws IOException {
    try (var server = new TestServer(folder)) {
      var run = server.run("a");
      try (var raw = new RawSocket(server.http.port())) {
        assertThat(raw.request("POST /v1/runs/" + run + "/pause", "Host: localhost").all())
            .startsWith("HTTP/1.1 200 ");
      }
      try (var raw = new RawSocket(server.http.port())) {
        assertThat(raw.request("PUT /v1/limits/attempts", "Host: localhost").all())
            .startsWith("HTTP/1.1 400 ")
            .contains("\"detail\":\"body: `value` is missing, must be an integer of 32 bits\"");
      }
    }
  }

  @Test
  void a_bomb_of_headers_is_refused() throws IOException {
    try (var server = new TestServer(folder);
        var raw = new RawSocket(server.http.port())) {
      raw.send("GET /v1/runs HTTP/1.1\r\n" + HOST + "X-%d: y\r\n".repeat(5_000) + "\r\n");

      assertThat(raw.until("\"hint\":\"\"}"))
          .startsWith("HTTP/1.1 4")
          .contains("\"detail\":\"request: cannot be understood\"");
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_reader_that_takes_nothing_is_cut_off_and_misses_nothing_when_it_comes_back()
      throws IOException {
    var events = 40_000;
    try (var server = new TestServer(folder, new HttpSettings.Patience(LONG, SHORT, LONG, SHORT))) {
      for (int i = 0; i < events; i++) {
        server.engine.set(i);
      }
      var seen = new ArrayList<Long>();
      try (var stuck = stream(new RawSocket(server.http.port(), 1 << 10), "0")) {
        Deadline.until(() -> server.http.streams() == 1, "the stream is open");
        Deadline.until(() -> server.http.streams() == 0, "the stream is cut off");
        seen.addAll(ids(stuck, events));
      }
      assertThat(seen).hasSizeLessThan(events);

      while (seen.size() < events) {
        var last = seen.isEmpty() ? "0" : seen.getLast().toString();
        try (var again = stream(new RawSocket(server.http.port()), last)) {
          seen.addAll(ids(again, events - seen.size()));
        }
      }
      assertThat(seen).isEqualTo(LongStream.rangeClosed(1, events).boxed().toList());
    }
  }

  private static RawSocket stream(RawSocket raw, String last) throws IOException {
    return raw.request(
        "GET /v1/events", "Host: localhost", "Accept: text/event-stream", "Last-Event-ID: " + last);
  }

  /** The events that were sent whole before the end, in whatever way it came. */
  private static List<Long> ids(RawSocket raw, int max) {
    var ids = new ArrayList<Long>();
    try {
      while (ids.size() < max) {
        raw.until("id: ");
        var id = Long.parseLong(raw.until("\n").strip());
        raw.until("\n\n");
        ids.add(id);
      }
      return ids;
    } catch (IOException end) {
      return ids;
    }
  }
}
