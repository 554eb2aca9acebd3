package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandTest extends CommandLineFixture {
  private static final long NOBODY = 4_194_305; // above the highest pid_max of Linux

  @Test
  void status_has_pid_and_url() {
    var pid = ProcessHandle.current().pid();

    assertThat(type("server", "status", "--json").out())
        .isEqualTo(
            """
            {"version":"0.1.0","pid":%d,"url":"%s","startedAt":"2026-11-21T11:00:00Z",\
            "store":{"head":7,"floor":0},"attempts":{"limit":20,"used":0}}
            """
                .formatted(pid, server.url()));
    assertThat(type("server", "status").out())
        .isEqualTo(
            """
            pid       %d
            url       %s
            version   0.1.0
            started   2026-11-21 11:00:00
            attempts  0 of 20
            data      %s
            """
                .formatted(pid, server.url(), home));
  }

  @Test
  void status_tells_what_nobody_enforced_before_and_whether_the_server_stays() throws IOException {
    assertStatus(
        ",\"idleStopMs\":1800000,\"absence\":{\"since\":\"2026-11-21T08:50:00Z\","
            + "\"until\":\"2026-11-21T11:00:00Z\",\"killed\":false,\"attempts\":3,\"overdue\":1}",
        """
        idle      stops after 30 min
        before    no server ran for 2 h 10 min, 3 attempts ran on meanwhile; \
        the timeout of 1 ran out and is dealt with now
        """);
    assertStatus(
        ",\"absence\":{\"since\":\"2026-11-21T10:59:57Z\","
            + "\"until\":\"2026-11-21T11:00:00Z\",\"killed\":true,\"attempts\":1,\"overdue\":0}",
        "before    no server ran for at most 3 s, 1 attempt ran on meanwhile\n");
    assertStatus(
        ",\"absence\":{\"since\":\"2026-11-18T11:00:00Z\","
            + "\"until\":\"2026-11-21T11:00:00Z\",\"killed\":false,\"attempts\":0,\"overdue\":0}",
        "before    no server ran for 3 d, no attempt ran meanwhile\n");
    assertStatus(
        ",\"absence\":{\"since\":\"2026-11-20T11:00:00Z\","
            + "\"until\":\"2026-11-21T11:00:00Z\",\"killed\":true,\"attempts\":7,\"overdue\":2}",
        "before    no server ran for at most 1 d, 7 attempts ran on meanwhile;"
            + " the timeouts of 2 ran out and are dealt with now\n");
  }

  private void assertStatus(String more, String lines) throws IOException {
    server.close();
    server = new FakeServer().serves(home, ProcessHandle.current().pid(), 0, more);

    assertThat(type("server", "status").out())
        .endsWith("attempts  0 of 20\n" + lines + "data      " + home + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.9+aa|the server is older (0.0.9+aa), `continuo server restart` keeps agents running",
        "0.1.0+bb|the server is another build (0.1.0+bb), `continuo server restart` keeps agents running",
        "0.2.0+cc|the server is newer (0.2.0+cc), this command is 0.1.0+0000000a"
      })
  void a_command_says_once_that_the_server_is_another_version(String version, String hint) {
    var header = "Continuo-Version: " + version + "\r\n";
    server.on("GET /v1/runs/" + RUN, 200, header, run("running", ",\"total\":0"));
    server.on("GET /v1/runs/" + RUN + "/tasks?limit=200", 200, header, "{\"tasks\":[]}");

    var left = type("status", RUN);

    assertThat(left.code()).isZero();
    assertThat(left.err()).isEqualTo("hint: " + hint + "\n");
    environment.put("CONTINUO_URL", server.url());
    assertThat(type("status", RUN).err())
        .startsWith("hint: the server is ")
        .endsWith(" (" + version + "), this command is 0.1.0+0000000a\n");
  }

  @Test
  void start_and_status_say_that_the_server_is_another_version() throws IOException {
    server.close();
    server = new FakeServer();
    server.version = "0.1.0+bb";
    server.serves(home, ProcessHandle.current().pid(), 0);
    var hint =
        "hint: the server is another build (0.1.0+bb), `continuo server restart` keeps agents"
            + " running\n";

    assertThat(type("server", "status").err()).isEqualTo(hint);
    assertThat(type("server", "start").err()).endsWith(")\n" + hint);
  }

  @Test
  void a_server_that_runs_is_not_told_when_to_stop_by_itself() {
    assertThat(type("server", "start", "--idle-stop", "30m").err())
        .isEqualTo(
            "the server runs already (pid "
                + ProcessHandle.current().pid()
                + ")\nhint: `continuo server restart --idle-stop 30m` changes it\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0s|`0s` is not allowed, must be `1s` to `366d`|",
        "367d|`367d` is not allowed, must be `1s` to `366d`|",
        "soon|not a duration, found `soon`, must be like `90s`, `15m` or `1h30m`|",
        "30|not a duration, found `30`, must be like `90s`, `15m` or `1h30m`"
            + "|hint: write `30s` for seconds"
      })
  void a_time_after_which_no_server_can_stop_is_refused(String time, String says, String hint) {
    for (var command : List.of("start", "restart", "run")) {
      assertThat(type("server", command, "--idle-stop", time))
          .isEqualTo(
              new Left(
                  2,
                  "",
                  "error: option `--idle-stop`: "
                      + says
                      + "\n"
                      + (hint == null ? "" : hint + "\n")));
    }
  }

  @Test
  void a_dead_process_is_no_server() throws IOException {
    server.serves(home, NOBODY, 0);

    assertNoServer();
  }

  @Test
  void a_port_where_nobody_listens_is_no_server() throws IOException {
    server.close();

    assertNoServer();
  }

  @Test
  void somebody_elses_server_is_not_ours() throws IOException {
    Files.writeString(home.resolve("token"), "another");

    assertNoServer();
  }

  @Test
  void the_server_of_another_process_is_not_the_one_that_was_written_down() throws IOException {
    Files.writeString(
        home.resolve("server.json"),
        "{\"pid\":%d,\"url\":\"%s\"}"
            .formatted(ProcessHandle.current().parent().orElseThrow().pid(), server.url()));

    assertNoServer();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"pid\":", "[]", "{\"pid\":1,\"url\":\"http://example.org:80\"}"})
  void half_a_file_is_no_server(String content) throws IOException {
    Files.writeString(home.resolve("server.json"), content);

    assertNoServer();
  }

  private void assertNoServer() {
    assertThat(type("server", "status", "--json"))
        .isEqualTo(
            new Left(
                3,
                "",
                """
                error: server: none runs for the data folder `%s`
                hint: `continuo server start` starts it
                """
                    .formatted(home)));
  }

  @Test
  void start_leaves_a_server_that_runs_alone() {
    assertThat(type("server", "start"))
        .isEqualTo(
            new Left(
                0, "", "the server runs already (pid " + ProcessHandle.current().pid() + ")\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void stop_waits_for_the_end_and_says_what_goes_on(int attempts) throws IOException {
    var process = new ProcessBuilder("cat").start();
    try {
      stoppable(process, attempts);

      var left = type("server", "stop");

      var goesOn =
          switch (attempts) {
            case 0 -> "";
            case 1 ->
                "1 attempt goes on running without a server; its timeout is not enforced meanwhile;"
                    + " `continuo server start` re-attaches\n";
            default ->
                "3 attempts go on running without a server; their timeouts are not enforced"
                    + " meanwhile; `continuo server start` re-attaches\n";
          };
      assertThat(left)
          .isEqualTo(new Left(0, "", "stopped the server (pid " + process.pid() + ")\n" + goesOn));
      // Of a child, Process itself hears later than its handle that it has ended.
      assertThat(process.toHandle().isAlive()).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void stop_can_end_all_attempts() throws IOException {
    var process = new ProcessBuilder("cat").start();
    try {
      stoppable(process, 2);

      assertThat(type("server", "stop", "--kill-attempts").err())
          .endsWith("\n2 attempts were ended\n");
      assertThat(server.requests()).containsExactly("POST /v1/server/stop {\"killAttempts\":true}");
    } finally {
      process.destroyForcibly();
    }
  }

  private void stoppable(Process process, int attempts) throws IOException {
    server.close();
    server = new FakeServer().serves(home, process.pid(), attempts);
    server.on(
        "POST /v1/server/stop",
        to -> {
          process.destroy();
          to.write(
              "HTTP/1.1 202 X\r\nContent-Length: 14\r\n\r\n{\"sequence\":1}"
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
  }

  @Test
  void a_server_that_does_not_end_is_told_of() throws IOException {
    var process = new ProcessBuilder("cat").start();
    try {
      server.close();
      server = new FakeServer().serves(home, process.pid(), 0);
      server.on("POST /v1/server/stop", 202, "{\"sequence\":1}");

      var left = type("server", "stop");

      assertThat(left.err())
          .isEqualTo(
              """
              error: server: process %d has not ended within 0 s
              hint: its log is `%s`
              """
                  .formatted(process.pid(), home.resolve("server.log")));
      assertThat(left.code()).isEqualTo(4);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void nothing_to_stop_is_no_mistake() throws IOException {
    server.close();

    assertThat(type("server", "stop")).isEqualTo(new Left(0, "", "no server runs\n"));
  }

  @Test
  void run_hands_the_data_folder_over_and_gives_its_exit_code_back() {
    var served = new ArrayList<ServerProcess.Service>();
    ports =
        new Ports(
            service -> {
              served.add(service);
              return 3;
            },
            ports.rebuild(),
            ports.upkeep());

    assertThat(type("server", "run")).isEqualTo(new Left(3, "", ""));
    assertThat(type("server", "run", "--idle-stop", "1h30m").code()).isEqualTo(3);
    assertThat(served)
        .containsExactly(
            new ServerProcess.Service(home, version, Optional.empty()),
            new ServerProcess.Service(home, version, Optional.of(Duration.ofMinutes(90))));
  }

  @Test
  void rebuild_needs_the_data_folder_for_itself() {
    assertThat(type("rebuild").err())
        .isEqualTo(
            "error: rebuild: the server uses the data folder (pid "
                + ProcessHandle.current().pid()
                + ")\nhint: `continuo server stop` stops it, attempts go on running meanwhile\n");
  }

  @Test
  void rebuild_tells_what_it_found() throws IOException {
    server.close();
    ports =
        new Ports(
            ports.server(),
            (_, mode) ->
                new Rebuild.Report(
                    5, mode == Rebuild.Mode.VERIFY ? List.of("task t-1") : List.of()),
            ports.upkeep());

    assertThat(type("rebuild"))
        .isEqualTo(new Left(0, "", "replayed 5 events, the rows are what the log says\n"));
    assertThat(type("rebuild", "--verify"))
        .isEqualTo(
            new Left(1, "task t-1\n", "this is the first row that is not what the log says\n"));
  }
}
