package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The server is killed at each point of a task's life; the task ends once all the same. */
class KillIT extends SharedServer {
  private static final String WAITING =
      "while [ ! -e go ]; do sleep 0.05; done; echo \"$CONTINUO_TASK\" >> log";

  @Test
  void while_a_task_is_queued() throws Exception {
    var run =
        api()
            .submit(
                """
                limits: {parallel: 1}
                tasks:
                  now: {run: '%s'}
                  next: {run: 'echo next >> log'}
                """
                    .formatted(WAITING));
    api().awaitTask(run, "next", "queued");

    kill();
    serve();
    continuo.touch("go");

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).containsExactly(run.replace("r-", "t-") + "00000", "next");
  }

  @Test
  void while_a_task_runs() throws Exception {
    var run = api().submit("tasks: {a: {run: '%s'}}".formatted(WAITING));
    var process = api().awaitProcess(run, "a");

    kill();
    assertThat(Signals.alive(process)).isTrue();
    serve();
    assertThat(api().awaitProcess(run, "a")).isEqualTo(process);
    continuo.touch("go");

    assertOnce(run);
  }

  @Test
  void while_a_task_runs_that_ends_before_the_next_server() throws Exception {
    var run = api().submit("tasks: {a: {run: '%s'}}".formatted(WAITING));
    var process = api().awaitProcess(run, "a");

    kill();
    continuo.touch("go");
    Until.holds("the task ended", () -> !Signals.alive(process));

    serve();
    assertOnce(run);
  }

  @Test
  void between_the_end_of_a_task_and_its_report() throws Exception {
    var run = api().submit("tasks: {a: {run: '%s'}}".formatted(WAITING));
    var process = api().awaitProcess(run, "a");

    Signals.send("STOP", server().pid());
    continuo.touch("go");
    Until.holds("the task ended", () -> !Signals.alive(process));
    kill();

    serve();
    assertOnce(run);
  }

  /** The command goes on alone; how it ended nobody knows, so it is done again. */
  @Test
  void with_the_shim_of_a_running_task() throws Exception {
    var run = api().submit("tasks: {a: {run: '%s'}}".formatted(WAITING));
    api().awaitProcess(run, "a");

    kill();
    for (var each : continuo.belongings().living()) {
      if (each.words().contains("/shim-")) {
        Signals.send("KILL", each.pid());
      }
    }
    serve();
    continuo.touch("go");

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(api().task(run, "a").path("losses").asInt()).isEqualTo(1);
    assertThat(continuo.lines("log")).hasSize(2);
  }

  private void assertOnce(String run) throws Exception {
    assertThat(api().over(run)).isEqualTo("succeeded");
    var task = api().task(run, "a");
    assertThat(continuo.lines("log")).containsExactly(task.path("id").asString());
    assertThat(task.path("turns").size()).isEqualTo(1);
  }
}
