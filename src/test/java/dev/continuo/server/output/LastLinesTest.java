package dev.continuo.server.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLinesTest {
  private static final String SECRET = "hush-hush";

  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("output.log");
  }

  private String lastLines() {
    return LastLines.of(log, Mask.of(List.of(SECRET)));
  }

  @Test
  void the_last_twenty_lines_are_told_with_invalid_bytes_replaced() throws IOException {
    var lines = IntStream.rangeClosed(1, 25).mapToObj(i -> "line " + i + "\n");
    Files.writeString(log, lines.collect(Collectors.joining()) + "bad \u00ff end", ISO_8859_1);

    assertThat(lastLines().lines())
        .hasSize(20)
        .startsWith("line 7")
        .endsWith("line 25", "bad \uFFFD end");
  }

  @Test
  void the_end_of_a_line_that_is_longer_than_eight_kib_is_told() throws IOException {
    Files.writeString(log, "x".repeat(20_000) + "tail");

    assertThat(lastLines()).hasSize(8192).endsWith("xtail");
  }

  @Test
  void a_line_that_is_cut_is_left_out_where_there_are_others() throws IOException {
    Files.writeString(log, "x".repeat(9000) + "\nwhole");

    assertThat(lastLines()).isEqualTo("whole");
  }

  @Test
  void a_cut_through_a_secret_shows_no_part_of_it() throws IOException {
    for (int shown = 0; shown <= SECRET.length(); shown++) {
      Files.writeString(log, "x" + SECRET + "y".repeat(LastLines.BYTES_MAX - shown));

      assertThat(lastLines()).matches("\\*{" + shown + "}y+").hasSize(LastLines.BYTES_MAX);
    }
  }

  @Test
  void a_turn_that_has_written_nothing_has_no_last_lines() {
    assertThat(lastLines()).isEmpty();
  }

  @Test
  void a_pipe_in_the_place_of_the_output_has_no_lines_and_holds_up_nobody() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", log.toString()).start().waitFor()).isZero();

    assertThat(lastLines()).isEmpty();
  }
}
