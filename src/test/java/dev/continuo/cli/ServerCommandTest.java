package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    var served = new ArrayList<Path>();
    ports =
        new Ports(
            folder -> {
              served.add(folder);
              return 3;
            },
            ports.rebuild());

    assertThat(type("server", "run")).isEqualTo(new Left(3, "", ""));
    assertThat(served).containsExactly(home);
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
                    5, mode == Rebuild.Mode.VERIFY ? List.of("task t-1") : List.of()));

    assertThat(type("rebuild"))
        .isEqualTo(new Left(0, "", "replayed 5 events, the rows are what the log says\n"));
    assertThat(type("rebuild", "--verify"))
        .isEqualTo(
            new Left(1, "task t-1\n", "this is the first row that is not what the log says\n"));
  }
}
