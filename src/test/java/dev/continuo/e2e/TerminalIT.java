package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A terminal is closed under a run that is watched in it, and that started the server. */
class TerminalIT {
  private static final String PLAN =
      "tasks: {a: {run: 'echo $$ >> log; while [ ! -e go ]; do sleep 0.05; done'}}";

  @TempDir Path folder;

  @Test
  void server_and_tasks_survive_the_terminal_that_they_were_started_from() throws Exception {
    try (var continuo = Continuo.in(folder)) {
      continuo.write("plan.yaml", PLAN);
      var words = String.join(" ", Program.words("run", "plan.yaml"));
      var terminal = continuo.begin(List.of("script", "-qfec", words, "/dev/null"));
      Until.holds("the task runs", () -> !continuo.lines("log").isEmpty());
      var process = Long.parseLong(continuo.lines("log").getFirst());
      var server = continuo.serverPid();

      Signals.send("KILL", terminal.process().pid());
      Until.holds("only server, shim and task are left", () -> !watched(continuo));

      assertThat(Signals.alive(server)).isTrue();
      assertThat(Signals.alive(process)).isTrue();
      var run = continuo.api().get("/v1/runs").path("runs").path(0).path("id").asString();
      continuo.touch("go");
      assertThat(continuo.api().over(run)).isEqualTo("succeeded");
      assertThat(continuo.run("server", "stop").exitCode()).isZero();
      continuo.assertNothingRunsAndTheStoreIsSound();
    }
  }

  private static boolean watched(Continuo continuo) throws IOException {
    return continuo.belongings().living().stream()
        .anyMatch(each -> each.words().endsWith("run plan.yaml"));
  }
}
