package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RefusalTest extends WorkshopFixture {

  private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

  private String refusal(List<String> command, Map<String, String> environment) {
    return refusal(command, environment, folder);
  }

  private String refusal(List<String> command, Map<String, String> environment, Path workdir) {
    var turn = shop.turn("refused");
    shop.worker.launch(new Order(turn, command, environment, workdir, null, Limits.DEFAULT));
    var reason = shop.reports.await(turn, Report.Refused.class).reason();
    assertThat(shop.files.isClaimed(turn)).isFalse();
    assertThat(shop.files.listed()).doesNotContain(turn);
    return reason;
  }

  @Test
  void a_program_that_is_not_in_the_path() {
    assertThat(refusal(List.of("no-such-program"), PATH))
        .isEqualTo(
            "command: `no-such-program` was not found in PATH `/usr/bin:/bin`, must be an executable file");
  }

  @Test
  void a_program_that_is_not_there() {
    assertThat(refusal(List.of("./gone"), PATH))
        .isEqualTo("command: `./gone` is not there, must be an executable file");
  }

  @Test
  void a_file_that_is_not_executable() throws IOException {
    Files.writeString(folder.resolve("text"), "hello");

    assertThat(refusal(List.of("./text"), PATH))
        .isEqualTo("command: `./text` is not executable, must be an executable file");
  }

  @Test
  void no_command_at_all() {
    assertThat(refusal(List.of(), PATH))
        .isEqualTo("command: empty, must begin with the name of a program");
  }

  @Test
  void a_workdir_that_is_not_there() {
    assertThat(refusal(List.of("true"), PATH, folder.resolve("gone")))
        .isEqualTo("workdir: `%s/gone` is not there, must be an existing folder".formatted(folder));
  }

  @Test
  void a_zero_byte() {
    assertThat(refusal(List.of("echo", "a\0b"), PATH))
        .isEqualTo("command: argument 1: holds a zero byte, no program can be given one");
  }

  @Test
  void half_a_character() {
    assertThat(refusal(List.of("echo", "\uD83D"), PATH))
        .isEqualTo("command: argument 1: holds half a character, must be valid Unicode");
  }

  @Test
  void a_variable_without_a_name() {
    assertThat(refusal(List.of("true"), Map.of("A=B", "c", "PATH", "/bin")))
        .isEqualTo("environment: `A=B` is not allowed, must be a name without `=`");
  }

  @Test
  void an_argument_of_128_kib_is_refused_and_one_byte_less_runs() {
    assertThat(refusal(List.of("true", "x".repeat(128 * 1024)), PATH))
        .isEqualTo("command: argument 1: too long, 131072 bytes, at most 131071 are allowed");

    var turn =
        shop.launch(
            new Order(
                shop.turn("longest"),
                List.of("true", "x".repeat(128 * 1024 - 1)),
                PATH,
                folder,
                null,
                Limits.DEFAULT));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(0));
  }

  @Test
  void more_than_the_system_takes_is_refused_and_the_most_that_is_allowed_runs() {
    var most = Collections.nCopies(1024 * 1024 / 1009 - 2, "x".repeat(1000));
    var turn =
        shop.launch(
            new Order(shop.turn("most"), concat("true", most), PATH, folder, null, Limits.DEFAULT));
    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(0));

    var more = Collections.nCopies(1024 * 1024 / 1009 + 1, "x".repeat(1000));
    assertThat(refusal(concat("true", more), PATH))
        .startsWith("command: too long, ")
        .endsWith(" bytes of arguments and environment, at most 1048576 are allowed");
  }

  private static List<String> concat(String first, List<String> rest) {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), rest.stream())
        .toList();
  }
}
