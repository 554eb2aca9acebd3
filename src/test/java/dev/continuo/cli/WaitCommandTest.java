package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitCommandTest extends CommandLineFixture {
  private static final String WAIT = "GET /v1/runs/" + RUN + "/wait?timeoutMs=60000";

  @Test
  void wait_asks_again_until_the_run_has_ended() {
    server.on(WAIT, 200, run("running", "")).on(WAIT, 200, run("succeeded", ""));

    assertThat(type("wait", RUN))
        .isEqualTo(new Left(0, "", "run r-000001 succeeded in 4.2 s, 2 tasks\n"));
  }

  @ParameterizedTest
  @CsvSource({"succeeded,0,0", "failed,0,1", "cancelled,0,5", "paused,0,6", "paused,1,1"})
  void the_exit_code_says_how_the_run_stands(String state, int failed, int code) {
    var more =
        (state.equals("paused") ? ",\"stuck\":true" : "")
            + ",\"counts\":{\"failed\":"
            + failed
            + "}";
    server
        .on(WAIT, 200, run(state, more))
        .on("GET /v1/runs/" + RUN + "/tasks?limit=1000", 200, "{\"tasks\":[]}");

    var left = type("wait", RUN, "--json");

    assertThat(left.code()).isEqualTo(code);
    assertThat(left.out()).startsWith("{\"runs\":[{\"id\":\"r-000001\",");
  }

  @Test
  void of_several_runs_the_gravest_end_counts() {
    server
        .on(WAIT, 200, run("succeeded", ""))
        .on(WAIT.replace(RUN, "r-000002"), 200, run("cancelled", "").replace(RUN, "r-000002"));

    var left = type("wait", RUN, "r-000002");

    assertThat(left.code()).isEqualTo(5);
    assertThat(left.err())
        .isEqualTo(
            """
            run r-000001 succeeded in 4.2 s, 2 tasks
            run r-000002 cancelled in 4.2 s, 2 tasks
            """);
  }

  @Test
  void a_timeout_ends_with_4() {
    server.on("GET /v1/runs/" + RUN + "/wait?timeoutMs=1", 200, run("running", ""));

    var left = type("wait", RUN, "--timeout", "1ms");

    assertThat(left).isEqualTo(new Left(4, "", "run r-000001 still runs after 1ms and goes on\n"));
  }

  @Test
  void a_server_that_comes_back_is_asked_again() throws IOException {
    try (var second = new FakeServer()) {
      second.on(WAIT, 200, run("succeeded", ""));
      server.on(
          WAIT,
          _ -> {
            second.serves(home, ProcessHandle.current().pid(), 0);
            server.close();
          });

      assertThat(type("wait", RUN))
          .isEqualTo(
              new Left(
                  0,
                  "",
                  """
                  server is away, reconnecting
                  hint: `continuo server start` starts it again, nothing is lost
                  server is back
                  run r-000001 succeeded in 4.2 s, 2 tasks
                  """));
    }
  }

  @ParameterizedTest
  @CsvSource({"5", "-5s", "soon", "1h 30m"})
  void bad_durations_are_wrong_input(String text) {
    var left = type("wait", RUN, "--timeout=" + text);

    assertThat(left.err())
        .startsWith(
            "error: option `--timeout`: not a duration, found `"
                + text
                + "`, must be like `90s`, `15m` or `1h30m`\n")
        .doesNotContain("-5s` for seconds");
    assertThat(left.err().contains("hint: write `5s` for seconds\n")).isEqualTo(text.equals("5"));
    assertThat(left.code()).isEqualTo(2);
  }
}
