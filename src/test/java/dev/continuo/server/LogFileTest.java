package dev.continuo.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final int SECONDS_MAX = 60;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("server.log");
  }

  /** Runs a process that fills files of {@code bytesMax} with {@code lines}. */
  private void fill(int bytesMax, int lines) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var words = List.of(java, "--enable-native-access=ALL-UNNAMED", "-cp", path);
    var command = new ArrayList<>(words);
    command.addAll(List.of(LogProcess.class.getName(), file.toString(), "" + bytesMax, "" + lines));
    var process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(file)).isEqualTo(1);
  }

  private List<Integer> numbers(List<String> files) throws IOException {
    var numbers = new ArrayList<Integer>();
    for (var name : files) {
      for (var line : Files.readAllLines(folder.resolve(name), UTF_8)) {
        var at = line.indexOf(" line ");
        if (at > 0) {
          numbers.add(Integer.parseInt(line.substring(at + 6)));
        }
      }
    }
    return numbers;
  }

  @Test
  void a_full_file_is_begun_anew_and_what_is_printed_at_the_end_is_not_lost() throws Exception {
    fill(300, 20);

    assertThat(numbers(List.of("server.log.2", "server.log.1", "server.log")))
        .isEqualTo(IntStream.range(0, 20).boxed().toList());
    assertThat(file)
        .content()
        .contains("\nprinted\n")
        .contains("java.lang.IllegalStateException: died\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void old_files_are_kept_up_to_a_number() throws Exception {
    fill(200, 100);

    try (var files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "server.log", "server.log.1", "server.log.2", "server.log.3", "server.log.4");
    }
    assertThat(numbers(List.of("server.log.1", "server.log"))).endsWith(98, 99);
  }

  @Test
  void a_file_that_is_not_full_grows() throws Exception {
    fill(1_000_000, 10);
    fill(1_000_000, 10);

    assertThat(numbers(List.of("server.log"))).hasSize(20);
    assertThat(folder.resolve("server.log.1")).doesNotExist();
  }

  @Test
  void who_is_not_behind_standard_error_is_left_alone() throws IOException {
    Files.writeString(file, "mine");

    assertThat(LogFile.behindStandardError(file)).isEmpty();
    assertThat(LogFile.behindStandardError(folder.resolve("none"))).isEmpty();
  }
}
