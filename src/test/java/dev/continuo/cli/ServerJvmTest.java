package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerJvmTest {
  @Test
  void a_server_that_the_launcher_runs_has_the_options_of_one_that_was_started()
      throws IOException {
    var launcher = Files.readString(Path.of("continuo"));

    assertThat(ServerJvm.flags(Path.of("/home")))
        .filteredOn(flag -> !flag.startsWith("-XX:ErrorFile="))
        .hasSizeGreaterThan(3)
        .allMatch(flag -> launcher.contains(flag));
  }
}
