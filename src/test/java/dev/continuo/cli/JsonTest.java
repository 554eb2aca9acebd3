package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "[true,false,null]",
        "0",
        "-1",
        "2147483648",
        "123456789012345678901234567890",
        "1.50",
        "1E+400",
        "\"\"",
        "\"a\\n\\\"b\\u0001 é 😀\"",
        "{\"a\":{\"b\":[1,{\"c\":[[]]}]},\"d\":\"\"}"
      })
  void what_is_read_is_written_as_it_was(String text) {
    assertThat(Json.write(Json.read(text))).isEqualTo(text);
    assertThat(Json.read(text.getBytes(UTF_8))).isEqualTo(Json.read(text));
    assertThat(Json.read(text).getNodeType())
        .isEqualTo(JsonMapper.shared().readTree(text).getNodeType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,\"a\":2}",
        "1 2",
        "{} x",
        "NaN",
        "01",
        "'a'",
        "tru"
      })
  void what_is_not_one_value_is_refused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8))).isInstanceOf(JacksonException.class);
  }

  @Test
  void nothing_is_the_missing_node() {
    assertThat(Json.read("").isMissingNode()).isTrue();
    assertThat(Json.read(new byte[0]).isMissingNode()).isTrue();
    assertThat(Json.write(Json.read(""))).isEqualTo("null");
  }

  @Test
  void nesting_has_a_limit() {
    assertThatThrownBy(() -> Json.read("[".repeat(100_000))).isInstanceOf(JacksonException.class);
  }
}
