package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest extends CommandLineFixture {
  @Test
  void a_misspelt_command_is_guessed() {
    assertThat(type("stauts"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `continuo`: unknown command `stauts`, did you mean `status`?
                hint: `continuo --help` lists the commands
                """));
    assertThat(type("server", "stat").err())
        .startsWith("error: `continuo server`: unknown command `stat`, did you mean `start`?\n");
    assertThat(type("help", "xyzzy").err())
        .startsWith("error: `continuo`: unknown command `xyzzy`\n");
  }

  @Test
  void a_misspelt_option_is_guessed() {
    assertThat(type("run", "plan.yaml", "--detatch"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `continuo run`: unknown option `--detatch`, did you mean `--detach`?
                hint: `continuo run --help` shows an example
                """));
  }

  @Test
  void what_is_missing_or_too_much_is_named() {
    assertThat(type("run").err()).startsWith("error: `continuo run`: PLAN is missing\n");
    assertThat(type("run", "a", "b").err())
        .startsWith("error: `continuo run`: one argument too many, found `b`\n");
    assertThat(type("run", "a", "--timeout").err())
        .startsWith("error: `continuo run`: option `--timeout` needs a value\n");
    assertThat(type("logs", TASK, "--attempt", "x").err())
        .startsWith("error: `continuo logs`: option `--attempt`: not a number, found `x`\n");
    assertThat(type("run", "a", "--timeout", "1s", "--timeout", "2s").err())
        .startsWith("error: `continuo run`: option `--timeout` is given twice\n");
    assertThat(type("server").err())
        .isEqualTo(
            """
            error: `server`: a command is missing, must be `start`, `stop`, `status`, `restart`, `run`, `install` or `uninstall`
            hint: `continuo server --help` tells of them
            """);
    assertThat(type())
        .isEqualTo(
            new Left(
                2,
                "",
                "error: continuo: a command is missing\nhint: `continuo --help` lists the commands\n"));
  }

  @Test
  void help_begins_with_an_example_and_fits_80_columns() {
    var left = type("help", "logs");

    assertThat(left.err()).isEmpty();
    assertThat(left.out())
        .isEqualTo(
            """
            Example:
              continuo logs last/build
              continuo logs -f last/build
              continuo logs last --tail 20

            Prints the output of a task's newest attempt, or that of all tasks of a run,
            each line after the name of its task.

            Usage: continuo logs [-fh] [--attempt=N] [--tail=N] RUN|TASK

                  RUN|TASK      r-4k2m9q, last, t-4k2m9q00012 or last/NAME.

                  --attempt=N   The output of this attempt.
              -f, --follow      Go on with what is still to come, over retries, until task
                                  or run ends.
              -h, --help        Explain the command.
                  --tail=N      Begin with the last N lines of each output.
            """);
    assertThat(type("logs", "--help")).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "validate",
        "plan",
        "init",
        "schema",
        "status",
        "list",
        "show",
        "result",
        "logs",
        "wait",
        "cancel",
        "pause",
        "resume",
        "retry",
        "unblock",
        "why",
        "events",
        "server",
        "rebuild",
        "backup",
        "export",
        "du",
        "gc",
        "redact",
        "doctor",
        "version",
        "help"
      })
  void every_command_explains_itself(String command) {
    var left = type(command, "--help");

    assertThat(left.out()).startsWith("Example:\n  continuo " + command);
    assertThat(left.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(left.code()).isZero();
    assertThat(type("--help").out()).containsPattern("(?m)^  " + command + " ");
  }

  @Test
  void the_version_is_the_same_by_both_names() {
    assertThat(type("--version")).isEqualTo(new Left(0, "continuo 0.1.0+0000000a\n", ""));
    assertThat(type("version")).isEqualTo(type("--version"));
  }

  @Test
  void whoever_reads_no_further_has_read_enough() {
    server.on("GET /v1/runs?limit=50", 200, "{\"runs\":[],\"next\":null}");
    var err = new ByteArrayOutputStream();
    var closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThat(type(closed, err, Output.Style.PLAIN, "list", "--json")).isZero();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void a_full_disk_is_a_failure() {
    server.on("GET /v1/runs?limit=50", 200, "{\"runs\":[],\"next\":null}");
    var err = new ByteArrayOutputStream();
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThat(type(full, err, Output.Style.PLAIN, "list", "--json")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualTo("error: standard output: cannot be written, No space left on device\n");
  }

  @Test
  void terminals_get_colours() {
    var out = new ByteArrayOutputStream();

    type(out, out, Output.Style.COLOURED, "cancel", "x");

    assertThat(out.toString(UTF_8))
        .startsWith("\u001b[1;31merror:\u001b[0m run: not an id")
        .contains("\n\u001b[36mhint:\u001b[0m ");
  }

  @Test
  void a_bug_says_so_in_one_line() {
    ports =
        new Ports(
            _ -> {
              throw new IllegalStateException("the impossible");
            },
            ports.rebuild(),
            ports.upkeep());

    assertThat(type("server", "run"))
        .isEqualTo(
            new Left(
                70,
                "",
                "bug: IllegalStateException: the impossible\nhint: `CONTINUO_DEBUG=1` shows where\n"));
    environment.put("CONTINUO_DEBUG", "1");
    assertThat(type("server", "run").err())
        .startsWith("bug: IllegalStateException: the impossible\n")
        .contains("  at dev.continuo.cli.CliTest");
  }

  @Test
  void a_named_server_is_talked_to_and_nothing_else() throws IOException {
    environment.put("CONTINUO_HOME", temp.resolve("none").toString());
    environment.put("CONTINUO_URL", server.url());
    environment.put("CONTINUO_TOKEN", "secret");
    server.on("GET /v1/runs?limit=50", 200, "{\"runs\":[],\"next\":null}");

    assertThat(type("list").code()).isZero();
    assertThat(type("server", "start").err())
        .isEqualTo(
            """
            error: `CONTINUO_URL`: names another server, which this command does not start or stop
            hint: unset it to mean the server of the data folder
            """);

    server.close();
    var left = type("list");
    assertThat(left.err()).startsWith("error: server: ").contains("hint: `continuo server status`");
    assertThat(left.code()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org:80",
        "https://127.0.0.1:1",
        "127.0.0.1:1",
        "http://127.0.0.1",
        "::"
      })
  void only_this_machine_is_talked_to(String url) {
    environment.put("CONTINUO_URL", url);

    assertThat(type("list"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `CONTINUO_URL`: not the address of a server on this machine, found `%s`
                hint: it looks like `http://127.0.0.1:8080`
                """
                    .formatted(url)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 410, 413, 422, 500, 503, 504})
  void each_refusal_has_its_exit_code(int status) {
    server.on("GET /v1/runs/" + RUN, status, "{\"detail\":\"no\"}");

    var left = type("show", RUN);

    assertThat(left.err()).isEqualTo("error: no\n");
    assertThat(left.code())
        .isEqualTo(
            switch (status) {
              case 409, 500 -> 1;
              case 404, 410, 503 -> 3;
              case 504 -> 4;
              default -> 2;
            });
  }

  @Test
  void a_valid_plan_is_counted_and_a_wrong_one_is_explained() throws IOException {
    plan("tasks:\n  build:\n    run: make\n");
    assertThat(type("validate", "plan.yaml"))
        .isEqualTo(new Left(0, "", "plan.yaml: valid, 1 task\n"));
    assertThat(type("validate", "plan.yaml", "--json").out())
        .isEqualTo("{\"valid\":true,\"tasks\":1,\"problems\":[]}\n");

    plan("tasks:\n  build:\n    rnu: make\n");
    var left = type("validate", "plan.yaml", "--json");
    assertThat(left.out()).startsWith("{\"valid\":false,\"problems\":[{\"code\":\"");
    assertThat(left.code()).isEqualTo(2);
  }
}
