package dev.continuo.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmarks are a build of their own, which nobody would otherwise notice to be broken. */
class BenchIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  @Test
  void the_benchmarks_compile_against_the_packaged_jar() throws Exception {
    var words =
        List.of(
            PROJECT.resolve("mvnw").toString(),
            "-q",
            "-B",
            "-ntp",
            "-f",
            PROJECT.resolve("bench/pom.xml").toString(),
            "compile");
    var maven = new ProcessBuilder(words).redirectErrorStream(true);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = maven.start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
  }
}
