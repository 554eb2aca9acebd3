package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers and watchers end, and what they started goes on. */
class StopIT {
  private static final String PLAN =
      "tasks: {a: {run: 'echo $$ >> log; while [ ! -e go ]; do sleep 0.05; done'}}";

  @TempDir Path folder;
  private Continuo continuo;

  @BeforeEach
  void open() throws IOException {
    continuo = Continuo.in(folder);
  }

  @AfterEach
  void close() {
    continuo.close();
  }

  @Test
  void a_stop_leaves_attempts_running_and_the_next_start_finds_them() throws Exception {
    var server = continuo.serve();
    var run = continuo.api().submit(PLAN);
    var process = continuo.api().awaitProcess(run, "a");

    var stopped = continuo.run("server", "stop");
    assertThat(stopped)
        .isEqualTo(
            new Ended(
                0,
                "",
                """
                stopped the server (pid %d)
                1 attempt goes on running without a server; its timeout is not enforced meanwhile; `continuo server start` re-attaches
                """
                    .formatted(server.pid())));
    assertThat(server.waitFor()).isZero();
    assertThat(Signals.alive(process)).isTrue();
    assertThat(continuo.run("server", "status"))
        .isEqualTo(
            new Ended(
                3,
                "",
                """
                error: server: none runs for the data folder `%s`
                hint: `continuo server start` starts it
                """
                    .formatted(continuo.home())));

    var next = continuo.serve();
    assertThat(continuo.api().awaitProcess(run, "a")).isEqualTo(process);
    continuo.touch("go");
    assertOver(run, next, 1);
  }

  @Test
  void a_stop_that_kills_attempts_lets_their_tasks_go_on_after_the_next_start() throws Exception {
    var server = continuo.serve();
    var run = continuo.api().submit(PLAN);
    var process = continuo.api().awaitProcess(run, "a");

    var stopped = continuo.run("server", "stop", "--kill-attempts");
    assertThat(stopped)
        .isEqualTo(
            new Ended(
                0,
                "",
                """
                stopped the server (pid %d)
                1 attempt was ended
                """
                    .formatted(server.pid())));
    assertThat(continuo.belongings().living()).isEmpty();
    assertThat(Signals.alive(process)).isFalse();

    continuo.touch("go");
    var next = continuo.serve();
    assertOver(run, next, 2);
  }

  @Test
  void a_signal_to_the_server_is_a_stop() throws Exception {
    var server = continuo.serve();
    var run = continuo.api().submit(PLAN);
    var process = continuo.api().awaitProcess(run, "a");

    server.destroy();
    assertThat(server.waitFor()).isEqualTo(128 + 15);
    assertThat(Signals.alive(process)).isTrue();
    assertThat(continuo.home().resolve("server.json")).doesNotExist();

    continuo.touch("go");
    assertOver(run, continuo.serve(), 1);
  }

  @Test
  void an_interrupt_lets_go_of_the_run_and_says_how_to_come_back() throws Exception {
    var server = continuo.serve();
    continuo.write("plan.yaml", PLAN);
    var watching = continuo.begin("run", "plan.yaml");
    Until.holds("the run is told of", () -> watching.said().contains("1 task"));
    var run = watching.said().substring(4, 12);
    continuo.api().awaitProcess(run, "a");

    Signals.send("INT", watching.process().pid());

    var ended = watching.ended();
    assertThat(ended.err())
        .endsWith("\nrun %s goes on, `continuo wait %s` comes back to it\n".formatted(run, run));
    assertThat(ended.exitCode()).isEqualTo(130);
    assertThat(continuo.api().state(run, "a")).isEqualTo("running");
    continuo.touch("go");
    assertThat(continuo.run("wait", run).exitCode()).isZero();
    assertOver(run, server, 1);
  }

  /** The terminal, and all that it started, is hung up on while the run is watched. */
  @Test
  void server_and_tasks_survive_the_terminal_that_they_were_started_from() throws Exception {
    continuo.write("plan.yaml", PLAN);
    var words = String.join(" ", Program.words("run", "plan.yaml"));
    var terminal = continuo.begin(List.of("script", "-qfec", words, "/dev/null"));
    Until.holds("the task runs", () -> !continuo.lines("log").isEmpty());
    var process = Long.parseLong(continuo.lines("log").getFirst());
    var server = continuo.serverPid();

    Signals.send("KILL", terminal.process().pid());
    Until.holds("only server, shim and task are left", () -> !watched());

    assertThat(Signals.alive(server)).isTrue();
    assertThat(Signals.alive(process)).isTrue();
    var run = continuo.api().get("/v1/runs").path("runs").path(0).path("id").asString();
    continuo.touch("go");
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.run("server", "stop").exitCode()).isZero();
    continuo.assertNothingRunsAndTheStoreIsSound();
  }

  private boolean watched() throws IOException {
    return continuo.belongings().living().stream()
        .anyMatch(each -> each.words().endsWith("run plan.yaml"));
  }

  private void assertOver(String run, Process server, int lines) throws Exception {
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).hasSize(lines);
    Continuo.kill(server);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }
}
