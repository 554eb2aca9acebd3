package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does who does not believe that nothing is lost, with the command line alone. */
class AcceptanceIT {
  @TempDir Path folder;

  @Test
  void twenty_tasks_run_once_although_the_server_is_killed_twice() throws Exception {
    try (var continuo = Continuo.in(folder)) {
      var plan = new StringBuilder("tasks:\n");
      for (int i = 0; i < 20; i++) {
        plan.append("  task-%d: {run: 'sleep 1; echo %d >> log'}\n".formatted(i, i));
      }
      continuo.write("plan.yaml", plan.toString());

      assertStarted(continuo, "");
      var submitted = continuo.run("run", "plan.yaml", "--detach");
      assertThat(submitted.exitCode()).isZero();
      assertThat(submitted.out()).matches("r-[0-9a-z]{6}\n");
      for (int lines : new int[] {2, 9}) {
        Until.holds(lines + " tasks are done", () -> continuo.lines("log").size() >= lines);
        killByStatus(continuo);
        assertStarted(
            continuo,
            "no server ran for at most \\d+ s, (\\d attempts? ran on|no attempt ran) meanwhile\n");
      }

      var run = submitted.out().strip();
      var waited = continuo.run("wait", run);
      assertThat(waited.err()).matches("run " + run + " succeeded in [0-9.]+ s, 20 tasks\n");
      assertThat(waited.exitCode()).isZero();
      assertThat(continuo.lines("log"))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 20).mapToObj(Integer::toString).toList());
      assertThat(continuo.api().run(run).path("counts").path("succeeded").asInt()).isEqualTo(20);
      assertThat(continuo.run("server", "stop").exitCode()).isZero();
      continuo.assertNothingRunsAndTheStoreIsSound();
    }
  }

  private static void assertStarted(Continuo continuo, String absence) throws Exception {
    var started = continuo.run("server", "start");
    assertThat(started.err())
        .matches("started the server \\(pid " + continuo.serverPid() + "\\)\n" + absence);
    assertThat(started.out()).isEmpty();
    assertThat(started.exitCode()).isZero();
  }

  private static void killByStatus(Continuo continuo) throws Exception {
    var status = Continuo.JSON.readTree(continuo.run("server", "status", "--json").out());
    var pid = status.path("pid").asLong();
    assertThat(status.path("url").asString()).startsWith("http://127.0.0.1:");
    Signals.send("KILL", pid);
    Until.holds("the server is gone", () -> !Signals.alive(pid));
  }
}
