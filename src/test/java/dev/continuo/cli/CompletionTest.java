package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in real shells, and what they ask for. */
class CompletionTest extends CommandLineFixture {
  private static final int SECONDS_MAX = 60;

  /** Lines that end where Tab is pressed, and what may follow. */
  private static final List<List<String>> TABLE =
      List.of(
          List.of("continuo st", "status"),
          List.of("continuo server st", "start", "status", "stop"),
          List.of("continuo help ser", "server"),
          List.of("continuo completion z", "zsh"),
          List.of("continuo run --det", "--detach"),
          List.of("continuo run --json pl", "plan.yaml"),
          List.of("continuo list --state re", "reopening"),
          List.of("continuo list --json --state ru", "running"),
          List.of("continuo status r", "r-000001"),
          List.of("continuo events --run r", "r-000001"),
          List.of("continuo why la", "last", "last/"),
          List.of("continuo logs --attempt 2 last/b", "last/build"),
          List.of("continuo result last/b", "last/build"),
          List.of("continuo wait --timeout "),
          List.of("continuo version "));

  /** Presses Tab without a terminal: {@code $1} is the script, the rest is the line. */
  private static String press(String shell) {
    return switch (shell) {
      case "bash" ->
          """
          source "$1"; shift
          COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
          _continuo "$1" "${COMP_WORDS[COMP_CWORD]}"
          if [ ${#COMPREPLY[@]} -gt 0 ]; then printf '%s\\n' "${COMPREPLY[@]}"; fi
          """;
      case "zsh" ->
          """
          compdef() { :; }
          compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -rl -- ${(M)@:#$PREFIX*}; }
          _files() { print -rl -- $PREFIX*(N); }
          source "$1"; shift
          words=("$@") CURRENT=$# PREFIX=$words[$#]
          _continuo
          """;
      case "fish" -> "source $argv[1]; complete -C (string join ' ' -- $argv[2..-1])";
      default -> throw new IllegalArgumentException(shell);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void a_shell_offers_what_fits(String shell) throws Exception {
    assumeTrue(installed(shell), () -> "skipped: `" + shell + "` is not installed");
    plan("tasks: {}");
    program();
    var script = folder.resolveSibling("script");
    Files.writeString(script, type("completion", shell).out());

    for (var row : TABLE) {
      var words = List.of(row.getFirst().split(" ", -1));
      assertThat(pressed(shell, script, words))
          .as("%s in %s", row.getFirst(), shell)
          .containsExactlyInAnyOrderElementsOf(row.subList(1, row.size()));
    }
  }

  @Test
  void another_shell_is_refused() {
    assertThat(type("completion", "ksh"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: shell: unknown, found `ksh`, must be `bash`, `zsh` or `fish`
                hint: `continuo completion --help` shows an example
                """));
  }

  @Test
  void runs_are_offered_by_id() {
    server.on("GET /v1/runs?limit=50", 200, "{\"runs\":[" + run("running", "") + "]}");

    assertThat(candidates("run", "")).isEqualTo(new Left(0, "last\n" + RUN + "\n", ""));
    assertThat(candidates("run", "r-")).isEqualTo(new Left(0, RUN + "\n", ""));
    assertThat(candidates("task", "la")).isEqualTo(new Left(0, "last/\n", ""));
  }

  @Test
  void tasks_are_offered_by_run_and_name() {
    server
        .on("GET /v1/runs?limit=200", 200, "{\"runs\":[" + run("running", "") + "]}")
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":["
                + task(0, "build", "queued", "")
                + ","
                + task(1, "test", "queued", "")
                + "]}");

    assertThat(candidates("task", RUN + "/"))
        .isEqualTo(new Left(0, RUN + "/build\n" + RUN + "/test\n", ""));
    assertThat(candidates("task", "last/t")).isEqualTo(new Left(0, "last/test\n", ""));
  }

  @Test
  void without_a_server_nothing_is_offered_and_none_is_started() throws IOException {
    assertThat(candidates("task", "x/")).isEqualTo(new Left(0, "", ""));
    server.close();
    assertThat(candidates("run", "")).isEqualTo(new Left(0, "", ""));
    environment.put("CONTINUO_URL", "http://127.0.0.1:1");
    assertThat(candidates("run", "")).isEqualTo(new Left(0, "", ""));
    environment.put("CONTINUO_URL", "nonsense");
    assertThat(candidates("run", "")).isEqualTo(new Left(0, "", ""));
    environment.remove("CONTINUO_URL");
    environment.put("CONTINUO_HOME", temp.resolve("none").toString());
    assertThat(candidates("run", "")).isEqualTo(new Left(0, "", ""));
    assertThat(temp.resolve("none")).doesNotExist();
  }

  private Left candidates(String kind, String typed) {
    return type("completion", "candidates", kind, typed);
  }

  /** Offers what a server with one run would. */
  private void program() throws IOException {
    var program = Files.createDirectories(temp.resolve("bin")).resolve("continuo");
    Files.writeString(
        program,
        """
        #!/bin/sh
        case "$*" in
          'completion candidates run '*) all='last r-000001' ;;
          'completion candidates task '*/*) all='last/build last/test' ;;
          'completion candidates task '*) all='last/ r-000001/' ;;
        esac
        for each in $all; do
          case $each in "$4"*) echo "$each" ;; esac
        done
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private List<String> pressed(String shell, Path script, List<String> words) throws Exception {
    var command =
        switch (shell) {
          case "bash" -> List.of("bash", "--norc", "-c", press(shell), "bash", script.toString());
          case "zsh" -> List.of("zsh", "-f", "-c", press(shell), "zsh", script.toString());
          default -> List.of("fish", "--no-config", "-c", press(shell), script.toString());
        };
    var builder =
        new ProcessBuilder(
                java.util.stream.Stream.concat(command.stream(), words.stream()).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("HOME", temp.toString());
    builder
        .environment()
        .merge("PATH", temp.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    var process = builder.start();
    try (var from = process.inputReader(UTF_8)) {
      process.getOutputStream().close();
      var lines = from.lines().filter(line -> !line.isEmpty()).toList();
      assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean installed(String shell) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
  }
}
