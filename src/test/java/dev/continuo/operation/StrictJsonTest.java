package dev.continuo.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.Work;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are made to cost more than their length. */
class StrictJsonTest {
  private static final int ELEMENTS = 20_000;
  private static final int ELEMENT_BYTES_MAX = 200;

  private static Object object(String json) {
    return StrictJson.object(json.getBytes(UTF_8));
  }

  @Test
  void the_place_of_a_key_that_stands_twice_is_told() {
    assertThatThrownBy(() -> object("{\"a\": {\"b\": [0, {}, {\"c\": 1, \"d\": [[]], \"c\": 2}]}}"))
        .hasMessage("body: key `a.b[2].c` stands twice");
  }

  @Test
  void values_below_long_names_cost_no_more_than_others() {
    var name = "n".repeat(1_000);
    var levels = StrictJson.DEPTH_MAX - 2;

    var bytes =
        Work.bytes(
            ELEMENTS,
            elements ->
                object(
                    ("{\"" + name + "\":").repeat(levels)
                        + "[0"
                        + ",0".repeat(elements)
                        + "]"
                        + "}".repeat(levels)));

    assertThat(bytes).isLessThan((long) ELEMENTS * ELEMENT_BYTES_MAX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"%s\"", "[%s0]", "[%s", "%s1", "\"\\u0041%s\""})
  void the_work_is_proportional_to_the_length(String shape) {
    for (var repeated : Stream.of("x", " ", "0,", "[", "\\n", "é").toList()) {
      Work.isProportional(
          shape + " of " + repeated,
          20_000,
          size -> {
            try {
              object("{\"a\":" + shape.formatted(repeated.repeat(size)) + "}");
            } catch (Rejected bad) {
              assertThat(bad.problem().code()).isEqualTo("bad_body");
            }
          });
    }
  }
}
