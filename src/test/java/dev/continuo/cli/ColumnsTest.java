package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @ParameterizedTest
  @CsvSource({
    "'',0",
    "plain,5",
    "äöü,3",
    "漢字,4",
    "한글,4",
    "ｆｕｌｌ,8",
    "ﾊﾝ,2",
    "🚀,2",
    "e\u0301,1",
    "a\u200bb,2",
    "☎\ufe0f,2",
    "𠀀,2",
    "▸ ✓ ✗ … ━,9",
    "\u001b,0"
  })
  void a_character_takes_as_many_columns_as_terminals_give_it(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "fits,4,fits",
    "too long,5,too …",
    "漢字漢字,8,漢字漢字",
    "漢字漢字,7,漢字漢…",
    "漢字漢字,6,漢字…",
    "e\u0301e\u0301e\u0301,2,e\u0301…",
    "x,0,''",
    "xy,1,…"
  })
  void what_is_too_wide_is_cut_before_it_and_no_character_in_two(
      String text, int columns, String cut) {
    assertThat(Columns.cut(text, columns)).isEqualTo(cut);
    assertThat(Columns.of(Columns.cut(text, columns))).isLessThanOrEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "one two three,20,one two three",
    "one two three,13,one two three",
    "one two three,12,one two|  three",
    "one two three,7,one two|  three",
    "one two three,6,one|  two|  three",
    "unbreakable words,5,unbreakable|  words",
    "漢字 漢字,8,漢字|  漢字",
    "'',5,''"
  })
  void what_is_too_wide_is_folded_between_words(String text, int columns, String folded) {
    assertThat(String.join("|", Columns.folded(text, columns))).isEqualTo(folded);
  }

  @Test
  void padding_counts_columns_too() {
    assertThat(Columns.padded("漢", 4)).isEqualTo("漢  ");
    assertThat(Columns.padded("wider", 4)).isEqualTo("wider");
  }

  @Test
  void a_line_keeps_its_colours_as_far_as_it_fits() {
    var line = Line.of("one ").and(Line.Ink.RED, "two\nthree\u001b").and(Line.Ink.DIM, "four");

    assertThat(line.text()).isEqualTo("one two three\ufffdfour");
    assertThat(line.cut(8).painted(Output.Style.COLOURED)).isEqualTo("one \u001b[31mtwo…\u001b[0m");
    assertThat(line.cut(8).painted(Output.Style.PLAIN)).isEqualTo("one two…");
  }
}
