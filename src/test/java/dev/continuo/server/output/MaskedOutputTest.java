package dev.continuo.server.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.operation.Output.Growth;
import dev.continuo.task.RunId;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a turn has written is read in pieces of any size, and no piece shows a secret. */
class MaskedOutputTest {
  private static final TurnId TURN = new TurnId(new RunId(1).task(0), 1, 1);
  private static final String TEXT = "hush-hush and hush, hush-hush\nbye hush-hush";

  @TempDir Path folder;
  private OutputFiles output;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    output = new OutputFiles(this::file, () -> Mask.of(List.of("hush-hush")));
    log = file(TURN);
    Files.writeString(log, TEXT);
  }

  private Path file(TurnId turn) {
    return folder.resolve(turn + ".log");
  }

  @AfterEach
  void close() throws IOException {
    output.close();
  }

  @Test
  void no_border_between_pieces_shows_a_part_of_a_secret() throws IOException {
    for (int max = 1; max <= TEXT.length() + 1; max++) {
      assertThat(pieces(max, Growth.ENDED))
          .isEqualTo("********* and hush, *********\nbye *********");
    }
  }

  @Test
  void the_beginning_of_a_secret_waits_for_its_rest() throws IOException {
    Files.writeString(log, TEXT + " hush");
    assertThat(pieces(7, Growth.GOES_ON)).endsWith("\nbye ********* ");
    assertThat(pieces(7, Growth.ENDED)).endsWith("\nbye ********* hush");

    Files.writeString(log, "-hush", StandardOpenOption.APPEND);
    assertThat(pieces(7, Growth.GOES_ON)).endsWith("\nbye ********* *********");
  }

  @Test
  void nothing_is_read_beyond_the_end() throws IOException {
    assertThat(output.read(TURN, TEXT.length(), 10, Growth.ENDED)).isEmpty();
    assertThat(output.read(TURN, 1_000, 10, Growth.GOES_ON)).isEmpty();
    assertThat(output.read(new TurnId(TURN.task(), 2, 2), 0, 10, Growth.GOES_ON)).isEmpty();
  }

  private String pieces(int max, Growth growth) throws IOException {
    var all = new StringBuilder();
    for (var piece = output.read(TURN, 0, max, growth);
        piece.length > 0;
        piece = output.read(TURN, all.length(), max, growth)) {
      assertThat(piece.length).isLessThanOrEqualTo(max);
      all.append(new String(piece, UTF_8));
    }
    return all.toString();
  }
}
