package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Plans as tasks of other plans, as the example has them. */
class UsesIT extends SharedServer {
  private void example() throws IOException {
    for (var name : new String[] {"examples/release.yaml", "examples/build.yaml"}) {
      continuo.write(name, Files.readString(Path.of(name)));
    }
  }

  private String said(String... arguments) throws IOException, InterruptedException {
    return continuo.run(arguments).out();
  }

  @Test
  void both_builds_are_done_and_their_results_compared() throws Exception {
    example();

    var done = continuo.run("run", "--plain", "examples/release.yaml");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(said("logs", "last/release/test")).isEqualTo("12 tests passed for release\n");
    assertThat(said("logs", "last/debug/test")).isEqualTo("12 tests passed for debug\n");
    assertThat(said("logs", "last/compare")).isEqualTo("both builds pass as many tests\n");
  }

  @Test
  void what_is_not_to_be_done_is_skipped_as_a_whole_and_the_files_may_go() throws Exception {
    example();
    assertThat(
            continuo
                .run("run", "--plain", "examples/release.yaml", "--input", "ship=false")
                .exitCode())
        .isZero();

    Files.delete(continuo.file("examples/build.yaml"));
    var again = continuo.run("run", "--plain", "--from", "last");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(said("why", "last/release/compile"))
        .contains("skipped: with `release/.start`, its condition `inputs.ship` is false");
  }
}
