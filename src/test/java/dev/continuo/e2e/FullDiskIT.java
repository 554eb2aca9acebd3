package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The disk takes nothing more while the server runs. A limit on the size of the server's files does
 * it, which can be set and lifted from outside: no file grows, as on a full disk.
 */
class FullDiskIT extends SharedServer {
  private static final String PLAN = "tasks: {a: {run: 'while [ ! -e go ]; do sleep 0.05; done'}}";

  private static final String SHORT = "tasks: {b: {run: 'echo x >> done'}}";

  @Test
  void commands_are_refused_reports_are_kept_and_it_goes_on_by_itself() throws Exception {
    var run = api().submit(PLAN);
    api().awaitTask(run, "a", "running");

    limit("1");
    try {
      // of the first commit that fails nothing can be learned as long as nothing can be written
      assertThat(api().submit("first", SHORT).json().path("code").asString())
          .isIn("outcome_unknown", "store_unavailable");
      var refused = api().submit("second", SHORT);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().path("code").asString()).isEqualTo("store_unavailable");
      assertThat(refused.json().path("hint").asString())
          .isEqualTo("nothing was done; try again in a moment");
      continuo.touch("go");
      Until.holds(
          "the exit of the turn waits in the spool",
          () -> {
            try (var spool = Files.newDirectoryStream(spool(), "*.process")) {
              for (var record : spool) {
                if (Files.readString(record).contains("\nstatus ")) {
                  return true;
                }
              }
              return false;
            }
          });
      assertThat(api().state(run, "a")).isEqualTo("running");
    } finally {
      limit("unlimited");
    }

    assertThat(api().over(run)).isEqualTo("succeeded");
    for (var key : new String[] {"first", "second"}) {
      var again = api().submit(key, SHORT);
      assertThat(again.status()).isEqualTo(201);
      assertThat(api().over(again.json().path("run").asString())).isEqualTo("succeeded");
    }
    assertThat(continuo.lines("done")).hasSize(2);
  }

  private Path spool() {
    return continuo.home().resolve("worker").resolve("spool");
  }

  /** Sets how large a file the server may make, in bytes; the hard limit stays. */
  private void limit(String bytes) throws IOException, InterruptedException {
    var set =
        new ProcessBuilder("prlimit", "--pid", "" + server().pid(), "--fsize=" + bytes + ":")
            .inheritIO()
            .start();
    assertThat(set.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(set.exitValue()).isZero();
  }
}
