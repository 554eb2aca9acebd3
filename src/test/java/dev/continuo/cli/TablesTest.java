package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  @Test
  void columns_are_as_wide_as_what_is_in_them() {
    var table = new Tables("A", "LONG");
    table.row("value", "x");
    table.row("", "two\nlines\u001b");

    assertThat(table.lines(1)).containsExactly("A      LONG", "value  x", "       two lines\ufffd");
  }

  @Test
  void the_widest_column_gives_way_but_never_one_that_is_copied() {
    var table = new Tables("ID", "TEXT", "MORE");
    table.row("i".repeat(40), "t".repeat(60), "m".repeat(20));

    assertThat(table.lines(1).getLast())
        .isEqualTo("i".repeat(40) + "  " + "t".repeat(17) + "…" + "  " + "m".repeat(17) + "…")
        .hasSize(80);
  }

  @Test
  void what_cannot_fit_is_longer_rather_than_unreadable() {
    var table = new Tables("ID", "TEXT");
    table.row("i".repeat(100), "t".repeat(60));

    assertThat(table.lines(1).getLast()).isEqualTo("i".repeat(100) + "  ttttttt…");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 s",
    "59999,59 s",
    "60000,1 min",
    "200000,3 min 20 s",
    "3600000,1 h",
    "93600000,1 d 2 h",
    "-5,0 s"
  })
  void ages_have_two_units_at_most(long ms, String words) {
    assertThat(Times.age(Duration.ofMillis(ms))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0,0.0 s", "4299,4.2 s", "59999,59.9 s", "60000,1 min", "-1,0.0 s"})
  void short_times_have_tenths(long ms, String words) {
    assertThat(Times.took(Duration.ofMillis(ms))).isEqualTo(words);
  }
}
