package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed at each point of a task's life; the task ends once all the same. */
class KillIT {
  private static final String WAITING =
      "while [ ! -e go ]; do sleep 0.05; done; echo \"$CONTINUO_TASK\" >> log";

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
  void while_a_task_is_queued() throws Exception {
    var first = continuo.serve();
    var run =
        continuo
            .api()
            .submit(
                """
                limits: {parallel: 1}
                tasks:
                  now: {run: '%s'}
                  next: {run: 'echo next >> log'}
                """
                    .formatted(WAITING));
    continuo.api().awaitTask(run, "next", "queued");

    Continuo.kill(first);
    var second = continuo.serve();
    continuo.touch("go");

    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).containsExactly(run.replace("r-", "t-") + "00000", "next");
    Continuo.kill(second);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }

  @Test
  void while_a_task_runs() throws Exception {
    var first = continuo.serve();
    var run = continuo.api().submit("tasks: {a: {run: '%s'}}".formatted(WAITING));
    var process = continuo.api().awaitProcess(run, "a");

    Continuo.kill(first);
    assertThat(Signals.alive(process)).isTrue();
    var second = continuo.serve();
    assertThat(continuo.api().awaitProcess(run, "a")).isEqualTo(process);
    continuo.touch("go");

    assertOnce(run, second);
  }

  @Test
  void while_a_task_runs_that_ends_before_the_next_server() throws Exception {
    var first = continuo.serve();
    var run = continuo.api().submit("tasks: {a: {run: '%s'}}".formatted(WAITING));
    var process = continuo.api().awaitProcess(run, "a");

    Continuo.kill(first);
    continuo.touch("go");
    Until.holds("the task ended", () -> !Signals.alive(process));

    assertOnce(run, continuo.serve());
  }

  @Test
  void between_the_end_of_a_task_and_its_report() throws Exception {
    var first = continuo.serve();
    var run = continuo.api().submit("tasks: {a: {run: '%s'}}".formatted(WAITING));
    var process = continuo.api().awaitProcess(run, "a");

    Signals.send("STOP", first.pid());
    continuo.touch("go");
    Until.holds("the task ended", () -> !Signals.alive(process));
    Continuo.kill(first);

    assertOnce(run, continuo.serve());
  }

  /** The command goes on alone; how it ended nobody knows, so it is done again. */
  @Test
  void with_the_shim_of_a_running_task() throws Exception {
    var first = continuo.serve();
    var run = continuo.api().submit("tasks: {a: {run: '%s'}}".formatted(WAITING));
    continuo.api().awaitProcess(run, "a");

    Continuo.kill(first);
    for (var each : continuo.belongings().living()) {
      if (each.words().contains("/shim-")) {
        Signals.send("KILL", each.pid());
      }
    }
    var second = continuo.serve();
    continuo.touch("go");

    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.api().task(run, "a").path("losses").asInt()).isEqualTo(1);
    assertThat(continuo.lines("log")).hasSize(2);
    Continuo.kill(second);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }

  private void assertOnce(String run, Process server) throws Exception {
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    var task = continuo.api().task(run, "a");
    assertThat(continuo.lines("log")).containsExactly(task.path("id").asString());
    assertThat(task.path("turns").size()).isEqualTo(1);
    Continuo.kill(server);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }
}
