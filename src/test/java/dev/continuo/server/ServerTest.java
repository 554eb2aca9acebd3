package dev.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.ServerProcess.Service;
import dev.continuo.http.FileMode;
import dev.continuo.journal.StoreRefused;
import dev.continuo.operation.Absence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server in this process, over real files, sockets and processes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ServerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration IDLE_STOP = Duration.ofMillis(50);

  @TempDir Path temp;
  private Path home;
  private Path project;

  @BeforeEach
  void makeFolders() throws IOException {
    home = temp.toRealPath().resolve("home");
    project = Files.createDirectories(temp.toRealPath().resolve("project"));
  }

  private Server start() throws IOException {
    return start(Optional.empty());
  }

  private Server start(Optional<Duration> idleStop) throws IOException {
    return Server.start(new Service(home, "1.2.3", idleStop));
  }

  private JsonNode send(Server server, String method, String path, String body) throws Exception {
    var token = Files.readString(home.resolve("token")).strip();
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isLessThan(300);
      return JSON.readTree(response.body());
    }
  }

  private String submit(Server server, String plan) throws Exception {
    var body = Map.of("plan", plan, "file", "plan.yaml", "project", project.toString());
    return send(server, "POST", "/v1/runs", JSON.writeValueAsString(body)).path("run").asString();
  }

  /** A run with one task that ends when the file {@code go} is there. */
  private String submitWaiting(Server server, String timeout) throws Exception {
    var run =
        submit(
            server,
            "tasks: {a: {run: 'touch began; while [ ! -e go ]; do sleep 0.05; done', timeout: "
                + timeout
                + "}}");
    await().until(() -> Files.exists(project.resolve("began")));
    return run;
  }

  private void letGo() throws IOException {
    Files.createFile(project.resolve("go"));
  }

  private JsonNode task(Server server, String run) throws Exception {
    return send(server, "GET", "/v1/runs/" + run + "/tasks/a", "");
  }

  /** The awake clock of this boot goes on while no server runs; here it goes on by an hour more. */
  private void passAnHour() throws IOException {
    var clock = home.resolve("clock");
    var kept = Files.readString(clock).strip().split(" ", -1);
    var offset = Duration.ofNanos(Long.parseLong(kept[1])).plusHours(1);
    Files.writeString(
        clock, kept[0] + " " + offset.toNanos() + " " + kept[2] + " " + kept[3] + "\n");
  }

  @Test
  void the_first_server_of_a_folder_was_not_away() throws Exception {
    try (var server = start()) {
      assertThat(server.absence()).isEmpty();
      assertThat(send(server, "GET", "/v1/server", "").path("absence").isNull()).isTrue();
    }
  }

  @Test
  void what_ran_on_and_what_ran_out_without_a_server_is_told_and_dealt_with() throws Exception {
    String run;
    try (var server = start()) {
      run = submitWaiting(server, "10m");
    }
    passAnHour();

    try (var server = start()) {
      var absence = server.absence().orElseThrow();
      assertThat(absence.attempts()).isEqualTo(1);
      assertThat(absence.overdue()).isEqualTo(1);
      assertThat(absence.killed()).isFalse();
      assertThat(absence.since()).isBeforeOrEqualTo(absence.until());
      await().until(() -> task(server, run).path("state").asString().equals("failed"));
      assertThat(task(server, run).path("reason").asString()).contains("timed out after 10 min");
    }
  }

  @Test
  void what_ended_in_time_without_a_server_is_not_overdue() throws Exception {
    String run;
    try (var server = start()) {
      run = submitWaiting(server, "10m");
    }
    letGo();
    await().until(this::hasExited);
    passAnHour();

    try (var server = start()) {
      var absence = server.absence().orElseThrow();
      assertThat(absence.attempts()).isEqualTo(1);
      assertThat(absence.overdue()).isZero();
      assertThat(task(server, run).path("state").asString()).isEqualTo("succeeded");
    }
  }

  /** Whether a turn's record says how it ended. */
  private boolean hasExited() throws IOException {
    try (var spool = Files.newDirectoryStream(home.resolve("worker/spool"), "*.process")) {
      for (var record : spool) {
        if (Files.readString(record).contains("\nstatus ")) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void a_server_that_was_killed_was_away_since_its_last_event_at_most() throws Exception {
    start().close();
    var began = Instant.parse("2026-01-01T00:00:00Z");
    leave("{\"pid\":1,\"url\":\"http://127.0.0.1:1\",\"startedAt\":\"" + began + "\"}");

    try (var server = start()) {
      assertThat(server.absence().map(Absence::killed)).contains(true);
      assertThat(server.absence().map(Absence::since)).contains(began);
    }
    try (var server = start()) {
      submit(server, "tasks: {a: {run: 'true'}}");
    }
    leave("{\"pid\":1,\"url\":\"http://127.0.0.1:1\",\"startedAt\":\"" + began + "\"}");
    try (var server = start()) {
      assertThat(server.absence().orElseThrow().since()).isAfter(began);
    }
  }

  /** What a server that was killed leaves. */
  private void leave(String content) throws IOException {
    Files.deleteIfExists(home.resolve("server.stopped.json"));
    Files.writeString(home.resolve("server.json"), content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"pid\":12",
        "[]",
        "null",
        "{\"pid\":1,\"url\":\"http://127.0.0.1:99999\",\"startedAt\":\"2026-01-01T00:00:00Z\"}",
        "{\"pid\":1,\"url\":7,\"startedAt\":\"yesterday\"}",
        "\0\0\0\0"
      })
  void whatever_a_killed_server_left_in_its_file_the_next_one_starts(String content)
      throws Exception {
    start().close();
    leave(content);

    try (var server = start()) {
      assertThat(Files.readString(home.resolve("server.json"))).contains(server.url());
    }
    assertThat(home.resolve("server.json")).doesNotExist();
    assertThat(home.resolve("server.stopped.json")).exists();
  }

  @Test
  void a_server_takes_the_port_of_the_last_one_and_another_when_that_is_taken() throws Exception {
    String url;
    try (var server = start()) {
      url = server.url();
    }
    try (var server = start()) {
      assertThat(server.url()).isEqualTo(url);
    }
    try (var stranger =
            new ServerSocket(URI.create(url).getPort(), 1, InetAddress.ofLiteral("127.0.0.1"));
        var server = start()) {
      assertThat(server.url()).isNotEqualTo("http://127.0.0.1:" + stranger.getLocalPort());
      assertThat(send(server, "GET", "/v1/server", "").path("url").asString())
          .isEqualTo(server.url());
    }
  }

  @Test
  void a_second_server_on_the_same_folder_is_refused_and_the_first_goes_on() throws Exception {
    try (var server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOfSatisfying(
              StoreRefused.class,
              refused -> {
                assertThat(refused.refused().text())
                    .isEqualTo(
                        "data folder `%s`: in use, found the server with pid `%d`, must be without one",
                        home, ProcessHandle.current().pid());
                assertThat(refused.refused().hint())
                    .isEqualTo(
                        "stop that server with `continuo server stop`, or name another folder with"
                            + " `CONTINUO_HOME`");
              });
      assertThat(submit(server, "tasks: {a: {run: 'true'}}")).startsWith("r-");
    }
  }

  @Test
  void a_data_folder_that_others_may_use_is_refused() throws Exception {
    Files.createDirectories(home);
    for (var mode : List.of("rwxr-x---", "rwxrwxrwx", "rwx-----x")) {
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(mode));

      assertThatThrownBy(this::start)
          .isInstanceOfSatisfying(
              OperatorError.class,
              refused -> assertThat(refused.hint()).isEqualTo("`chmod 700 " + home + "`"))
          .hasMessage(
              "data folder `%s`: others may use it, found `%s`, must be `rwx------`", home, mode);
    }
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    start().close();
  }

  @Test
  void a_data_folder_of_another_user_is_refused() {
    assertThatThrownBy(() -> Privacy.check(home, "eve", "ada", new FileMode("rwx------")))
        .isInstanceOfSatisfying(
            OperatorError.class,
            refused ->
                assertThat(refused.hint()).isEqualTo("name another folder with `CONTINUO_HOME`"))
        .hasMessage("data folder `%s`: belongs to `eve`, must be `ada`'s own", home);
  }

  @ParameterizedTest
  @CsvSource({"1024, 512", "256, 128", "4096, 3584", "20000, 12000", "1048576, 12000"})
  void connections_leave_descriptors_for_the_store(int allowed, int connections) {
    assertThat(Descriptors.forConnections(allowed)).isEqualTo(connections);
  }

  @Test
  void a_server_with_nothing_to_do_stops_when_it_was_told_to() throws Exception {
    try (var server = start(Optional.of(IDLE_STOP))) {
      assertThat(server.awaitEnd()).isEqualTo(new Server.End.Idle(IDLE_STOP));
    }
  }

  @Test
  void a_server_with_an_open_run_stays_until_the_run_has_ended() throws Exception {
    String run;
    try (var server = start(Optional.of(Duration.ofSeconds(5)))) {
      run = submitWaiting(server, "10m");
      assertThat(task(server, run).path("state").asString()).isEqualTo("running");
      letGo();

      assertThat(server.awaitEnd()).isEqualTo(new Server.End.Idle(Duration.ofSeconds(5)));
    }
    try (var server = start()) {
      assertThat(task(server, run).path("state").asString()).isEqualTo("succeeded");
    }
  }
}
