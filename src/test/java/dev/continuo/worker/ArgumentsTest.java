package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Any user of the machine can read the words of all processes: no secret may stand in one. */
@EnabledOnOs(OS.LINUX)
class ArgumentsTest {
  private static final String SECRET = "s3cr3t-3b9d1f07-value";
  private static final int TURNS = 40;

  @TempDir private Path folder;

  @Test
  void no_word_of_any_process_ever_holds_what_a_turn_was_given() throws Exception {
    try (var shop = Workshop.open(folder)) {
      var done = new AtomicBoolean();
      var seen = new TreeSet<String>();
      var watch = Thread.ofPlatform().start(() -> watch(done, seen));
      var turns = new ArrayList<TurnId>();
      for (int i = 0; i < TURNS; i++) {
        var order =
            new Order(
                shop.turn("secret-" + i),
                List.of(
                    "sh",
                    "-c",
                    "test \"$TOKEN\" = s3cr3t-3b9d1f07\"-value\""),
                Map.of(
                    "PATH", System.getenv("PATH"),
                    "TOKEN", SECRET,
                    "ODD-NAME", SECRET,
                    "LINES", "a\n" + SECRET + "'\""),
                folder,
                null,
                Limits.DEFAULT);
        turns.add(shop.launch(order));
      }
      for (var turn : turns) {
        assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(0));
      }
      done.set(true);
      watch.join();
      assertThat(seen).isEmpty();
      Reports.await(() -> holding(folder).isEmpty(), "no file that holds the secret");
    }
  }

  @Test
  void a_draft_that_a_killed_server_left_is_gone_after_the_next_start() throws Exception {
    try (var shop = Workshop.open(folder)) {
      Files.writeString(shop.files.drafts().resolve("launch123.new"), SECRET);
      shop.restart();
      assertThat(holding(folder)).isEmpty();
    }
  }

  private static void watch(AtomicBoolean done, Set<String> seen) {
    while (!done.get()) {
      try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (var process : all) {
          var words = words(process.resolve("cmdline"));
          if (words.contains(SECRET)) {
            seen.add(words.replace('\0', ' '));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String words(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static List<Path> holding(Path root) {
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).filter(file -> words(file).contains(SECRET)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
