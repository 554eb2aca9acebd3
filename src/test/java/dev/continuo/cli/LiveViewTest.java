package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuo.cli.FakeServer.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run on a terminal, from the plan to the last line on the screen. */
class LiveViewTest extends CommandLineFixture {
  private static final String STREAM = "GET /v1/events?after=3&run=" + RUN;
  private static final String TURN = "{\"turn\":{\"attempt\":1,\"fence\":1}}";
  private static final String OUTPUT =
      "GET /v1/tasks/" + TASK + "/output?turn=" + TASK + ".1.1&offset=";
  private static final String WAIT = "&limit=4096&waitMs=20000";

  private final CountDownLatch seen = new CountDownLatch(1);

  @BeforeEach
  void acceptARun() throws IOException {
    plan("tasks:\n  build:\n    run: make\n  test:\n    run: make test\n    needs: build\n");
    terminal.attached(60, 12);
    server
        .on("POST /v1/runs", 201, "{\"run\":\"" + RUN + "\",\"sequence\":3}")
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":["
                + task(0, "build", "queued", ",\"attempt\":0")
                + ","
                + task(1, "test", "pending", ",\"attempt\":0")
                + "]}");
    stands("running");
  }

  /** Sends the events, and ends the stream's silence with the last one when the screen was seen. */
  private void happens(String last, String... events) {
    server.on(
        STREAM,
        to -> {
          to.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          for (var event : events) {
            send(to, event);
          }
          to.flush();
          awaited(seen);
          send(to, last);
        });
  }

  private void stands(String... states) {
    for (var state : states) {
      server.on("GET /v1/runs/" + RUN, 200, run(state, ",\"counts\":{\"failed\":1}"));
    }
  }

  private static void send(OutputStream to, String event) throws IOException {
    to.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void awaited(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private int type(Output.Style style) {
    return type(OutputStream.nullOutputStream(), terminal.screen(), style, "run", "plan.yaml");
  }

  private Thread typing() {
    return Thread.ofVirtual().start(() -> type(Output.Style.PLAIN));
  }

  @Test
  void tasks_are_drawn_while_they_move_and_a_failure_stays_above_them() throws Exception {
    var failed = ",\"tail\":\"no such file\\n\"";
    happens(
        event(6, "task.failed", TASK, "{\"reason\":\"exit code 3\"}"),
        event(4, "task.started", TASK, TURN),
        event(
            5,
            "task.turn-ended",
            TASK,
            "{\"outcome\":\"failed\",\"exit\":{\"detail\":\"exit code 3\"}}"));
    server
        .on(OUTPUT + 0 + WAIT, 200, "Continuo-Next-Offset: 14\r\n", "make: Entering")
        .on(OUTPUT + 14 + WAIT, 200, "Continuo-Ended: true\r\n", "")
        .on("GET /v1/tasks/" + TASK, 200, task(0, "build", "failed", failed))
        .on("GET /v1/events?after=6&run=" + RUN + "&limit=1000", 200, "{\"events\":[]}");

    stands("running", "running", "failed");

    var typing = typing();
    await()
        .untilAsserted(
            () ->
                assertThat(terminal.seen())
                    .containsExactly(
                        "run r-000001: 2 tasks",
                        "12:00:05 build failed: exit code 3",
                        "    no such file",
                        "",
                        "▸ running    build  0 s  make: Entering",
                        "· pending    test",
                        "r-000001  ───────────────  0/2 tasks  1 min  1 running"));
    terminal.resize(30, 12);
    await()
        .untilAsserted(() -> assertThat(terminal.seen()).contains("▸ running    build  0 s  mak…"));
    assertThat(terminal.wrapped()).isZero();
    seen.countDown();
    typing.join();

    assertThat(terminal.seen())
        .startsWith(
            "run r-000001: 2 tasks",
            "12:00:05 build failed: exit code 3",
            "    no such file",
            "✗ failed     build  2.0 s  e…",
            "· pending    test");
  }

  @Test
  void colours_are_for_those_who_have_not_asked_for_none() throws Exception {
    happens(event(5, "task.succeeded", TASK, "{}"), event(4, "task.started", TASK, TURN));
    server
        .on(OUTPUT + 0 + WAIT, 200, "Continuo-Ended: true\r\n", "")
        .on("GET /v1/events?after=5&run=" + RUN + "&limit=1000", 200, "{\"events\":[]}");
    stands("running", "succeeded");
    seen.countDown();
    var screen = new ByteArrayOutputStream();

    type(OutputStream.nullOutputStream(), screen, Output.Style.COLOURED, "run", "plan.yaml");

    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains("\u001b[32m✓ succeeded\u001b[0m  build");
  }

  @Test
  void lines_are_plain_for_files_for_what_builds_and_for_who_asks() {
    for (var asked : List.of("CI", "CONTINUO_PLAIN")) {
      environment.put(asked, "true");
      assertThat(Watch.drawn(world())).as(asked).isFalse();
      environment.put(asked, "false");
      assertThat(Watch.drawn(world())).as(asked).isTrue();
    }

    environment.put("NO_COLOR", "1");
    assertThat(Watch.drawn(world())).isTrue();
    terminal.detached();
    assertThat(Watch.drawn(world())).isFalse();
  }

  @Test
  void plain_lines_can_be_asked_for_on_a_terminal() {
    stands("succeeded");
    server
        .streams(
            STREAM,
            End.SILENCE,
            event(4, "task.started", TASK, TURN),
            event(5, "run.ended", "", "{}"))
        .on("GET /v1/events?after=5&run=" + RUN + "&limit=1000", 200, "{\"events\":[]}");

    assertThat(type("run", "plan.yaml", "--plain").err())
        .isEqualTo(
            """
            run r-000001: 2 tasks
            12:00:04 build started (attempt 1)
            run r-000001 succeeded in 4.2 s, 2 tasks
            """);
  }
}
