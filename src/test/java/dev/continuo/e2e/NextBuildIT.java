package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is replaced by another build of the same number while a task runs. */
class NextBuildIT {
  private static final String PLAN =
      "tasks: {a: {run: 'echo $$ >> log; while [ ! -e go ]; do sleep 0.05; done'}}";

  @TempDir Path folder;

  @Test
  void a_restart_as_another_build_keeps_what_runs() throws Exception {
    try (var continuo = Continuo.in(folder)) {
      continuo.write("plan.yaml", PLAN);
      var run = continuo.run("run", "plan.yaml", "--detach").out().strip();
      var process = continuo.api().awaitProcess(run, "a");
      var before = continuo.serverPid();
      var old = continuo.api().get("/v1/server").path("version").asString();
      var next = nextBuild();

      var listed = continuo.begin(command(next, "status", run, "--json")).ended();
      assertThat(listed.err())
          .isEqualTo(
              "hint: the server is another build ("
                  + old
                  + "), `continuo server restart` keeps agents running\n");
      var restarted = continuo.begin(command(next, "server", "restart")).ended();

      var after = continuo.serverPid();
      assertThat(restarted.err())
          .matches(
              """
              stopped the server \\(pid %d\\)
              started the server \\(pid %d\\)
              no server ran for \\d+ s, 1 attempt ran on meanwhile
              """
                  .formatted(before, after));
      assertThat(continuo.api().get("/v1/server").path("version").asString()).isNotEqualTo(old);
      assertThat(continuo.api().awaitProcess(run, "a")).isEqualTo(process);
      continuo.touch("go");
      assertThat(continuo.api().over(run)).isEqualTo("succeeded");
      assertThat(continuo.lines("log")).hasSize(1);
      assertThat(continuo.run("server", "stop").exitCode()).isZero();
      continuo.assertNothingRunsAndTheStoreIsSound();
    }
  }

  /** The packaged jar with one file more. */
  private Path nextBuild() throws IOException {
    var words = Program.words();
    var jar = folder.resolve("next.jar");
    Files.copy(Path.of(words.get(words.indexOf("-jar") + 1)), jar);
    try (var zip = FileSystems.newFileSystem(jar)) {
      Files.writeString(zip.getPath("more"), "more");
    }
    return jar;
  }

  private static List<String> command(Path jar, String... arguments) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var words = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
    words.addAll(List.of(arguments));
    return words;
  }
}
