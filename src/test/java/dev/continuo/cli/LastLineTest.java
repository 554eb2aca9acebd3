package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastLineTest {
  @Test
  void it_is_the_last_one_with_something_on_it() {
    assertThat(of("one\ntwo\n\n  \n")).isEqualTo("two");
    assertThat(of("one\ntwo")).isEqualTo("two");
    assertThat(of("one")).isEqualTo("one");
    assertThat(of("\n\n")).isEmpty();
    assertThat(of("")).isEmpty();
  }

  @Test
  void of_a_line_that_is_written_over_the_newest_counts() {
    assertThat(of("10 %\r50 %\r90 %")).isEqualTo("90 %");
    assertThat(of("10 %\r90 %\r\n")).isEqualTo("90 %");
    assertThat(of("90 %\r")).isEqualTo("90 %");
  }

  @Test
  void what_steers_a_terminal_is_no_part_of_it() {
    assertThat(of("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007and\u001b[2K plain"))
        .isEqualTo("red and plain");
    assertThat(of("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\")).isEqualTo("link");
  }

  private static String of(String output) {
    return LastLine.of(output.getBytes(UTF_8));
  }
}
