package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tasks that are given ports and folders of their own. */
class ResourcesIT extends SharedServer {
  @Test
  void no_two_tasks_have_the_same_value_at_a_time() throws Exception {
    continuo.write("resources.yaml", Files.readString(Path.of("examples/resources.yaml")));

    var done = continuo.run("run", "--plain", "resources.yaml");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(continuo.run("logs", "last/test/1").out())
        .isEqualTo("tests api at port 4000, in build-a\n");
    assertThat(continuo.run("logs", "last/both").out()).isEqualTo("has the ports 4000 4001\n");
  }
}
