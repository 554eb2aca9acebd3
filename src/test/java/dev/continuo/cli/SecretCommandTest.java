package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretCommandTest extends CommandLineFixture {
  private static final String DONE = "{\"sequence\":9}";

  @Test
  void a_value_comes_from_standard_input_without_the_line_feed_at_its_end() {
    server.on("PUT /v1/secrets/NPM_TOKEN", 200, DONE);
    input = "hush\nhush\n";

    assertThat(type("secret", "set", "NPM_TOKEN"))
        .isEqualTo(new Left(0, "", "secret `NPM_TOKEN` is set\n"));
    assertThat(server.requests())
        .containsExactly("PUT /v1/secrets/NPM_TOKEN {\"value\":\"hush\\nhush\"}");
  }

  @Test
  void a_value_that_is_typed_on_a_terminal_is_not_shown() {
    server.on("PUT /v1/secrets/NPM_TOKEN", 200, DONE);
    terminal.types("hush hush");

    assertThat(type("secret", "set", "NPM_TOKEN").err()).isEqualTo("secret `NPM_TOKEN` is set\n");
    assertThat(terminal.prompts()).containsExactly("value of NPM_TOKEN, which is not shown: ");
    assertThat(server.requests())
        .containsExactly("PUT /v1/secrets/NPM_TOKEN {\"value\":\"hush hush\"}");
  }

  @Test
  void a_character_that_the_terminal_cannot_say_is_not_kept_as_another() {
    terminal.types("gar\ufffd\ufffdon");

    assertThat(type("secret", "set", "NPM_TOKEN"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: secret `NPM_TOKEN`: a character of it is not one of this terminal's locale
                hint: `continuo secret set NPM_TOKEN < FILE` takes it as UTF-8
                """));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_value_on_the_command_line_is_refused_and_not_repeated() {
    assertThat(type("secret", "set", "NPM_TOKEN=hush-hush"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: secret: its value comes from standard input, never from the command line
                hint: `continuo secret set NAME < FILE`
                """));
    assertThat(type("secret", "set", "A-B").err())
        .isEqualTo(
            "error: secret `A-B`: is no name, must be 1 to 100 letters, digits and `_`, not starting"
                + " with a digit or `CONTINUO_`\n");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void secrets_are_listed_by_name() {
    server.on(
        "GET /v1/secrets",
        200,
        "{\"secrets\":[{\"name\":\"A\",\"source\":\"folder\"},{\"name\":\"B\",\"source\":\"environment\"}]}");

    assertThat(type("secret", "list"))
        .isEqualTo(new Left(0, "A\nB (from the server's environment)\n", ""));
    assertThat(type("secret", "list", "--json").out()).startsWith("{\"secrets\":[{\"name\":\"A\"");
  }

  @Test
  void where_there_are_no_secrets_that_is_said() {
    server.on("GET /v1/secrets", 200, "{\"secrets\":[]}");

    assertThat(type("secret", "list"))
        .isEqualTo(
            new Left(
                0,
                "",
                """
                no secrets are set
                hint: `continuo secret set NAME < FILE` sets one
                """));
    assertThat(type("secret", "list", "--json")).isEqualTo(new Left(0, "{\"secrets\":[]}\n", ""));
  }

  @Test
  void a_secret_is_removed() {
    server.on("DELETE /v1/secrets/A", 200, DONE);

    assertThat(type("secret", "remove", "A")).isEqualTo(new Left(0, "", "secret `A` is removed\n"));
  }

  @Test
  void a_command_must_be_named() {
    assertThat(type("secret"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `secret`: a command is missing, must be `set`, `list` or `remove`
                hint: `continuo secret --help` tells of them
                """));
  }
}
