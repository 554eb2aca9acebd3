package dev.continuo.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.journal.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
  @TempDir Path temp;

  /** Makes something, says so, and is never done. */
  static final class Maker {
    public static void main(String[] arguments) throws Exception {
      var place = Path.of(arguments[0], "place");
      try (var draft = Draft.beside(place, "test")) {
        Files.writeString(draft.folder().resolve("half"), "half");
        System.out.println("made");
        if (arguments[1].equals("placed")) {
          draft.placed(() -> Files.move(draft.folder(), place));
          System.out.println("placed");
        }
        new java.util.concurrent.CountDownLatch(1).await();
      }
    }
  }

  @Test
  void it_goes_when_it_is_closed() throws IOException {
    try (var draft = Draft.beside(temp.resolve("place"), "test")) {
      Files.writeString(draft.folder().resolve("half"), "half");
      assertThat(draft.folder().getParent()).isEqualTo(temp);
    }
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void it_goes_when_a_signal_ends_the_process() throws IOException, InterruptedException {
    terminated("made", "");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void what_was_placed_stays() throws IOException, InterruptedException {
    terminated("placed", "placed");
    assertThat(temp.resolve("place/half")).hasContent("half");
  }

  private void terminated(String after, String how) throws IOException, InterruptedException {
    var process = Child.of(Maker.class, temp.toString(), how);
    try (var says = process.inputReader()) {
      assertThat(says.lines().takeWhile(line -> !line.equals(after)).count()).isLessThan(2);
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
