package dev.continuo.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shortest form of every script, on what the build has made: nothing else would notice that one
 * is broken until somebody needs it. The benchmarks are a build of their own, which compiles here.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScriptsIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final int MINUTES_MAX = 5;

  /** Each script, and how it says that it has done something. */
  @SuppressWarnings("ImmutableEnumChecker") // the list is never changed
  private enum Script {
    SIMULATE("200 lives in .* lives/s on ", "scripts/simulate", "--lives", "200"),
    TORTURE("\\| acknowledged runs \\| [1-9]", "scripts/torture", "1"),
    FUZZ("line: 2 s", "scripts/fuzz", "line", "2"),
    GENERATE_DOCS("", "scripts/generate-docs", "--check"),
    BENCH(
        "\\| `simulation` \\| simulated lives of the store, all cores ", "bench/run", "--shortest"),
    COMMAND_LINE("\\| `why last` \\| [1-9]", "bench/command-line.sh", "--shortest");

    private final String says;
    private final List<String> words;

    Script(String says, String... words) {
      this.says = says;
      this.words = List.of(words);
    }
  }

  private record Said(int exitCode, String text) {}

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void every_script_works_in_its_shortest_form(Script script) throws Exception {
    var said = run(PROJECT, script.words);

    assertThat(said.exitCode()).as(said.text()).isZero();
    assertThat(said.text()).containsPattern(script.says);
  }

  @Test
  void no_script_is_left_out() throws IOException {
    var all = new ArrayList<String>();
    for (var folder : List.of("scripts", "bench")) {
      try (var files = Files.list(PROJECT.resolve(folder))) {
        files
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .forEach(file -> all.add(folder + "/" + file.getFileName()));
      }
    }

    assertThat(List.of(Script.values()))
        .extracting(script -> script.words.getFirst())
        .containsExactlyInAnyOrderElementsOf(all);
  }

  /** A rate was once printed of a simulation that had failed in each of its threads. */
  @Test
  @Order(2)
  void a_row_whose_command_fails_is_an_error_and_not_a_number(@TempDir Path folder)
      throws Exception {
    var script = Files.createDirectories(folder.resolve("scripts")).resolve("simulate");
    Files.writeString(script, "#!/bin/sh\necho '200 lives in 1 s, 9 lives/s on 2 cores'\nexit 1\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    // by the first test, which has run the benchmarks
    var libraries = Files.readString(PROJECT.resolve("bench/target/classpath"));

    var said =
        run(
            folder,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                PROJECT.resolve("bench/target/classes") + ":" + libraries.strip(),
                "dev.continuo.bench.Bench",
                "--shortest",
                "simulation"));

    assertThat(said.text())
        .contains("| `simulation` | simulation |  | not measured: ended with 1 | **failed** |")
        .endsWith("error: not measured: simulation\n");
    assertThat(said.exitCode()).isOne();
  }

  private static Said run(Path folder, List<String> words) throws Exception {
    var command = new ArrayList<>(words);
    command.set(0, PROJECT.resolve(words.getFirst()).toString());
    var out = Files.createTempFile("script", ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    var variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("CONTINUO_"));
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("CONTINUO_TEST_CLASSPATH", classPath());
    variables.put(
        "CONTINUO_JAR",
        Path.of(System.getProperty("continuo.jar", "target/continuo.jar"))
            .toAbsolutePath()
            .toString());
    var process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).as("%s ended", words).isTrue();
      return new Said(process.exitValue(), Files.readString(out, UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
    }
  }

  /** Failsafe starts this JVM with a jar that only names the true class path. */
  private static String classPath() {
    return Objects.requireNonNullElseGet(
        System.getProperty("surefire.test.class.path"),
        () -> System.getProperty("java.class.path"));
  }
}
