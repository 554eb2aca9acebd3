package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStreamTest {
  private static final int LIMITS = 2_000;

  @TempDir Path folder;

  private static RawSocket stream(TestServer server, String query, String... headers)
      throws IOException {
    return stream(new RawSocket(server.http.port()), query, headers);
  }

  private static RawSocket stream(RawSocket raw, String query, String... headers)
      throws IOException {
    var all = new ArrayList<>(List.of(headers));
    all.add("Host: localhost");
    all.add("Accept: text/event-stream");
    return raw.request("GET /v1/events" + query, all.toArray(String[]::new));
  }

  /** Leads to one event each. */
  private static void setLimits(TestServer server, int from, int to) {
    for (int i = from; i < to; i++) {
      server.engine.set(i);
    }
  }

  @Test
  void an_event_is_sent_with_its_id_and_type() throws IOException {
    try (var server = new TestServer(folder);
        var raw = stream(server, "")) {
      assertThat(raw.until("\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("content-type: text/event-stream\r\n")
          .containsIgnoringCase("x-accel-buffering: no\r\n")
          .containsIgnoringCase("cache-control: no-store\r\n");

      var run = server.run("a");

      var first = raw.until("id: 2\n");
      assertThat(first)
          .contains(
              "id: 1\nevent: run.submitted\ndata: {\"sequence\":1,\"at\":\"2026-03-04T05:06:07Z\"")
          .contains("\"run\":\"" + run + "\"");
    }
  }

  @Test
  void a_reader_that_comes_back_again_and_again_misses_nothing_and_sees_nothing_twice()
      throws IOException {
    try (var server = new TestServer(folder)) {
      var writing = CompletableFuture.runAsync(() -> setLimits(server, 0, LIMITS));
      var chance = new Random(5);
      var seen = new ArrayList<Long>();
      while (seen.size() < LIMITS) {
        var last = seen.isEmpty() ? "0" : seen.getLast().toString();
        try (var raw = stream(server, "", "Last-Event-ID: " + last)) {
          raw.until("\r\n\r\n");
          var wanted = Math.min(LIMITS - seen.size(), 1 + chance.nextInt(400));
          for (int i = 0; i < wanted; i++) {
            raw.until("id: ");
            seen.add(Long.parseLong(raw.until("\n").strip()));
            raw.until("data: {\"sequence\":" + seen.getLast() + ",");
          }
        }
      }
      writing.join();

      assertThat(seen).isEqualTo(LongStream.rangeClosed(1, LIMITS).boxed().toList());
    }
  }

  @Test
  void a_reader_that_does_not_read_holds_up_nobody() throws IOException {
    try (var server = new TestServer(folder);
        var slow = stream(new RawSocket(server.http.port(), 1 << 10), "");
        var quick = stream(server, "")) {
      setLimits(server, 0, 20 * LIMITS);

      quick.until("id: " + 20 * LIMITS + "\n");
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
      assertThat(server.http.streams()).isEqualTo(2);
      assertThat(slow.until("id: 1\n")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_reader_that_goes_in_the_middle_leaves_nothing_behind() throws IOException {
    try (var server = new TestServer(folder, Duration.ofMillis(20))) {
      for (int i = 0; i < 10; i++) {
        try (var raw = stream(server, "")) {
          raw.until(":\n\n");
        }
      }

      Deadline.until(() -> server.http.streams() == 0, "no stream is left");
    }
  }

  @Test
  void a_silent_stream_is_kept_alive_by_comments() throws IOException {
    try (var server = new TestServer(folder, Duration.ofMillis(10));
        var raw = stream(server, "")) {
      for (int i = 0; i < 5; i++) {
        assertThat(raw.until(":\n\n")).doesNotContain("id:");
      }
    }
  }

  @Test
  void events_of_other_runs_do_not_silence_the_comments() throws IOException {
    try (var server = new TestServer(folder, Duration.ofMillis(10))) {
      var run = server.run("a");
      var head = server.engine.commits().head();
      try (var raw = stream(server, "?run=" + run + "&after=" + head)) {
        raw.until(":\n\n");
        setLimits(server, 0, 50);

        assertThat(raw.until(":\n\n")).doesNotContain("id:");
        server.launch(run, "a");
        assertThat(raw.until("\ndata:")).contains("event: task.launched");
      }
    }
  }

  @Test
  void the_last_id_counts_more_than_the_parameter() throws IOException {
    try (var server = new TestServer(folder)) {
      setLimits(server, 0, 10);
      try (var raw = stream(server, "?after=2", "Last-Event-ID: 7")) {
        assertThat(raw.until("event:")).contains("id: 8\n").doesNotContain("id: 3\n");
      }
      try (var raw = stream(server, "?after=2")) {
        assertThat(raw.until("event:")).contains("id: 3\n");
      }
    }
  }

  @Test
  void a_reader_that_was_overtaken_by_the_archive_is_sent_away() throws IOException {
    try (var server = new TestServer(folder);
        var raw = stream(server, "")) {
      raw.until(":\n\n");
      server.store.floor = 100;

      setLimits(server, 0, 1);

      assertThat(raw.all()).doesNotContain("id:");
    }
  }

  @Test
  void a_stop_of_the_server_ends_streams_even_those_that_nobody_reads() throws IOException {
    var server = new TestServer(folder);
    setLimits(server, 0, 20 * LIMITS);
    try (var idle = stream(server, "?after=" + 20 * LIMITS);
        var stuck = stream(new RawSocket(server.http.port(), 1 << 10), "")) {
      idle.until(":\n\n");
      stuck.until("id: 1\n");

      server.close();

      assertThat(idle.all()).endsWith("0\r\n\r\n");
      Deadline.until(() -> server.http.streams() == 0, "no stream is left");
    }
  }
}
