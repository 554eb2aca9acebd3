package dev.continuo.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {
  /** The compiler adds an instruction or two around the whole, and a capture. */
  private static final int AROUND = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "a|b|c",
        "(a|bc)*d+?e?",
        "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}",
        "((x{3}){4}){5}",
        "((x{0,30}){0,30})y",
        "(x?){50}x{50,}",
        "[]a]{9}[^]]{9}[[:alpha:]]{9}[\\]]{9}",
        "\\Qa{9}(\\E{5}",
        "\\pL{20}\\x{41}{3}\\d{2}",
        "(?i)(?P<name>abc){7}",
        "a{,5}{",
        "(){1000}",
        "(?:^$){100}"
      })
  void a_pattern_is_never_larger_than_was_said(String pattern) {
    assertThat(PatternSize.most(pattern) + AROUND)
        .isGreaterThanOrEqualTo(Pattern.compile(pattern).programSize());
  }

  @Test
  void what_would_be_written_out_for_ever_is_known_at_once() {
    assertThat(PatternSize.most("((((x{100}){100}){100}){100}){100}"))
        .isGreaterThan(Limit.PROGRAM.most());
    assertThat(PatternSize.most("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")).isLessThan(200);
  }
}
