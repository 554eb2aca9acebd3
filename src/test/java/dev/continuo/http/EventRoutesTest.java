package dev.continuo.http;

import static dev.continuo.http.RunRoutesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRoutesTest {
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
  void events_are_read_page_by_page_without_a_gap() {
    server.run("a", "b", "c");

    var seen = new ArrayList<Long>();
    var next = 0L;
    while (true) {
      var page = server.read("/v1/events?limit=2&after=" + next);
      page.get("events").forEach(event -> seen.add(event.get("sequence").asLong()));
      next = page.get("next").asLong();
      if (page.get("events").isEmpty()) {
        break;
      }
    }

    assertThat(seen).hasSizeGreaterThan(5);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).isEqualTo(i + 1);
    }
    assertThat(next).isEqualTo(server.engine.commits().head());
  }

  @Test
  void an_event_names_its_run_and_task_and_hides_what_may_be_secret() {
    var run = server.submit(TestServer.plan("a") + "    env: {PASSWORD: swordfish}\n");
    var id = server.task(run, "a").id().toString();

    var events = server.read("/v1/events").get("events");

    var first = events.get(0);
    assertThat(first.get("type").asString()).isEqualTo("run.submitted");
    assertThat(first.get("at").asString()).isEqualTo("2026-03-04T05:06:07Z");
    assertThat(first.get("cause").asLong()).isZero();
    assertThat(first.get("run").asString()).isEqualTo(run);
    assertThat(first.get("task").isNull()).isTrue();
    assertThat(events.toString())
        .contains("\"task\":\"" + id + "\"")
        .contains("\"type\":\"task.started\"")
        .doesNotContain("hush")
        .doesNotContain("swordfish")
        .doesNotContain("PASSWORD")
        .doesNotContain("\"plan\"");
  }

  @Test
  void the_events_of_one_run_are_filtered_and_still_move_the_cursor() {
    var one = server.run("a");
    var other = server.run("a");

    var page = server.read("/v1/events?run=" + one);

    assertThat(page.get("events")).isNotEmpty();
    page.get("events").forEach(event -> assertThat(event.get("run").asString()).isEqualTo(one));
    assertThat(page.get("next").asLong()).isEqualTo(server.engine.commits().head());
    assertThat(server.read("/v1/events?run=" + other + "&after=" + page.get("next")).get("events"))
        .isEmpty();
    refused(
        server.get("/v1/events?run=r-000000"),
        404,
        "run_not_found",
        "run `r-000000`: not found",
        "`continuo list` shows the runs");
  }

  @Test
  void what_is_archived_is_gone() {
    server.run("a");
    server.store.floor = 3;

    var gone = server.get("/v1/events?after=2");

    refused(
        gone,
        410,
        "events_archived",
        "events: those after 2 are archived, the oldest kept is 4",
        "start with `after=3`, or read the archive folder");
    assertThat(TestServer.tree(gone).get("floor").asLong()).isEqualTo(3);
    var stream =
        server.send(server.request("/v1/events?after=2").header("Accept", "text/event-stream"));
    assertThat(stream.statusCode()).isEqualTo(410);
    assertThat(server.read("/v1/events?after=3").get("events").get(0).get("sequence").asLong())
        .isEqualTo(4);
    assertThat(server.read("/v1/events").get("events").get(0).get("sequence").asLong())
        .isEqualTo(4);
  }

  @Test
  void bad_parameters_are_named() {
    refused(
        server.get("/v1/events?after=99"),
        400,
        "bad_parameter",
        "parameter `after`: `99` is not there yet, the newest event is 0",
        "");
    refused(
        server.get("/v1/events?limit=1001"),
        400,
        "bad_parameter",
        "parameter `limit`: `1001` is not allowed, must be 1 to 1000",
        "");
    refused(
        server.send(
            server
                .request("/v1/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "x")),
        400,
        "bad_parameter",
        "header `Last-Event-ID`: `x` is not allowed, must be at least 0",
        "");
  }
}
