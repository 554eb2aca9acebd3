package dev.continuo.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0s, PT0S, 0s, 0 s",
    "500ms, PT0.5S, 500ms, 500 ms",
    "90s, PT90S, 1m30s, 1 min 30 s",
    "15m, PT15M, 15m, 15 min",
    "1h30m, PT90M, 1h30m, 1 h 30 min",
    "2d, PT48H, 2d, 2 d",
    "1d2h3m4s5ms, PT26H3M4.005S, 1d2h3m4s5ms, 1 d 2 h 3 min 4 s 5 ms",
    "60m, PT1H, 1h, 1 h",
    "999999999d, PT23999999976H, 999999999d, 999999999 d"
  })
  void durations_are_read_and_written(String typed, Duration read, String text, String words) {
    assertThat(Durations.parse(typed)).contains(read);
    assertThat(Durations.text(read)).isEqualTo(text);
    assertThat(Durations.words(read)).isEqualTo(words);
    assertThat(Durations.parse(text)).contains(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "-5s",
        "+5s",
        "5 s",
        "1.5h",
        "30m1h",
        "1h1h",
        "s",
        "5S",
        "5min",
        "1000000000s",
        "PT5S"
      })
  void everything_else_is_no_duration(String typed) {
    assertThat(Durations.parse(typed)).isEmpty();
  }
}
