package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers and watchers end, and what they started goes on. */
class StopIT extends SharedServer {
  private static final String PLAN =
      "tasks: {a: {run: 'echo $$ >> log; while [ ! -e go ]; do sleep 0.05; done'}}";

  @Test
  void a_stop_leaves_attempts_running_and_the_next_start_finds_them() throws Exception {
    var run = api().submit(PLAN);
    var process = api().awaitProcess(run, "a");

    var url = api().url();

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
                    .formatted(server().pid())));
    assertThat(server().waitFor()).isZero();
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

    serve();
    assertThat(api().awaitProcess(run, "a")).isEqualTo(process);
    assertThat(api().url()).as("the address that the attempt knows").isEqualTo(url);
    continuo.touch("go");
    assertOver(run, 1);
  }

  @Test
  void a_stop_that_kills_attempts_lets_their_tasks_go_on_after_the_next_start() throws Exception {
    var run = api().submit(PLAN);
    var process = api().awaitProcess(run, "a");

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
                    .formatted(server().pid())));
    assertThat(continuo.belongings().living()).isEmpty();
    assertThat(Signals.alive(process)).isFalse();

    continuo.touch("go");
    serve();
    assertOver(run, 2);
  }

  @Test
  void a_signal_to_the_server_is_a_stop() throws Exception {
    var run = api().submit(PLAN);
    var process = api().awaitProcess(run, "a");

    server().destroy();
    assertThat(server().waitFor()).isEqualTo(128 + 15);
    assertThat(Signals.alive(process)).isTrue();
    assertThat(continuo.home().resolve("server.json")).doesNotExist();

    continuo.touch("go");
    serve();
    assertOver(run, 1);
  }

  @Test
  void an_interrupt_lets_go_of_the_run_and_says_how_to_come_back() throws Exception {
    continuo.write("plan.yaml", PLAN);
    var watching = continuo.begin("run", "plan.yaml");
    Until.holds("the run is told of", () -> watching.said().contains("1 task"));
    var run = watching.said().substring(4, 12);
    api().awaitProcess(run, "a");

    Signals.send("INT", watching.process().pid());

    var ended = watching.ended();
    assertThat(ended.err())
        .endsWith("\nrun %s goes on, `continuo wait %s` comes back to it\n".formatted(run, run));
    assertThat(ended.exitCode()).isEqualTo(130);
    assertThat(api().state(run, "a")).isEqualTo("running");
    continuo.touch("go");
    assertThat(continuo.run("wait", run).exitCode()).isZero();
    assertOver(run, 1);
  }

  @Test
  void whoever_stops_to_follow_is_told_how_to_come_back() throws Exception {
    var run = api().submit("tasks: {a: {run: 'echo one; while [ ! -e go ]; do sleep 0.05; done'}}");
    var events = continuo.begin("events", "-f", "--run", run);
    var logs = continuo.begin("logs", "-f", run);
    for (var following : List.of(events, logs)) {
      Until.holds("it tells", () -> Files.size(following.out()) > 0);
      Signals.send("INT", following.process().pid());
    }

    assertThat(events.ended().err())
        .matches("\n`continuo events -f --run " + run + " --after \\d+` goes on from here\n");
    assertThat(logs.ended().err())
        .isEqualTo(
            "\nrun %s goes on, `continuo logs -f %s` comes back to it\n".formatted(run, run));
    continuo.touch("go");
    assertThat(api().over(run)).isEqualTo("succeeded");
  }

  private void assertOver(String run, int lines) throws Exception {
    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).hasSize(lines);
  }
}
