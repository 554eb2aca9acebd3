package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultSetCommandTest extends CommandLineFixture {
  private Path result = Path.of("");

  @BeforeEach
  void beInATurn() throws IOException {
    result = Files.createDirectories(temp.resolve("turn")).resolve("result.json");
    environment.put("CONTINUO_RESULT", result.toString());
    server.close();
  }

  @Test
  void values_are_json_where_they_are_json() throws IOException {
    var left =
        type(
            "result",
            "set",
            "text=two words",
            "n=3",
            "v=1.10",
            "yes=true",
            "no=null",
            "list=[1]",
            "empty=",
            "e=a=b",
            "quoted=\"3\"");

    assertThat(left).isEqualTo(new Left(0, "", ""));
    assertThat(Files.readString(result))
        .isEqualTo(
            "{\"text\":\"two words\",\"n\":3,\"v\":1.10,\"yes\":true,\"no\":null,\"list\":[1],"
                + "\"empty\":\"\",\"e\":\"a=b\",\"quoted\":\"3\"}");
  }

  @Test
  void what_was_said_before_stays_key_by_key() throws IOException {
    type("result", "set", "a=1", "b=2");
    input = "{\"b\": 3, \"c\": [\"x\"]}";
    type("result", "set", "--json", "-");

    assertThat(Files.readString(result)).isEqualTo("{\"a\":1,\"b\":3,\"c\":[\"x\"]}");
    try (var left = Files.list(temp.resolve("turn"))) {
      assertThat(left).containsExactly(result);
    }
  }

  @Test
  void an_object_can_come_from_a_file() throws IOException {
    Files.writeString(folder.resolve("r.json"), "{\"verdict\":\"pass\"}");

    assertThat(type("result", "set", "--json", "r.json").code()).isZero();
    assertThat(Files.readString(result)).isEqualTo("{\"verdict\":\"pass\"}");
  }

  @Test
  void outside_of_a_turn_there_is_nothing_to_say_it_to() {
    environment.remove("CONTINUO_RESULT");

    assertThat(type("result", "set", "a=1"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `CONTINUO_RESULT`: not set, a result can be said only from inside a task
                hint: `continuo result TASK` shows one
                """));
  }

  @Test
  void wrong_input_is_told_and_changes_nothing() {
    assertThat(type("result", "set").err())
        .startsWith("error: result: give either `KEY=VALUE` or `--json FILE`, found neither\n");
    assertThat(type("result", "set", "novalue").err())
        .isEqualTo("error: result: not a key with a value, found `novalue`, must be `KEY=VALUE`\n");
    assertThat(type("result", "set", "--json", "absent.json").err())
        .isEqualTo("error: result: there is no file `absent.json`\n");
    input = "[1]";
    assertThat(type("result", "set", "--json", "-").err())
        .isEqualTo("error: result: standard input is not a JSON object\n");
    input = "{\"a\":1,";
    assertThat(type("result", "set", "--json", "-").err())
        .startsWith("error: result: standard input is not JSON, ");
    assertThat(result).doesNotExist();
  }

  @Test
  void exactly_64_kilobytes_are_taken_and_one_more_is_not() throws IOException {
    var most = 64 * 1024 - "{\"a\":\"\"}".length();

    assertThat(type("result", "set", "a=" + "x".repeat(most)).code()).isZero();
    var left = type("result", "set", "a=" + "x".repeat(most + 1));

    assertThat(left.err())
        .isEqualTo(
            """
            error: result: too large, found 65537 bytes, must be at most 65536
            hint: write large texts to a file and say its name
            """);
    assertThat(left.code()).isEqualTo(2);
    assertThat(Files.size(result)).isEqualTo(65536);
  }
}
