package dev.continuo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the house tidy: what is banned, and what to use instead. */
class TidyTest {
  private static final int LINES_MAX = 400;
  private static final Path MAIN = Path.of("src/main/java/dev/continuo");
  private static final Path TEST = Path.of("src/test/java/dev/continuo");

  /** Something that must not stand in a source, where it may all the same, and what to write. */
  private record Ban(Pattern what, List<String> allowedIn, String instead) {}

  private static Ban ban(String what, String instead, String... allowedIn) {
    return new Ban(Pattern.compile(what), List.of(allowedIn), instead);
  }

  private static final List<Ban> BANS =
      List.of(
          ban("Thread\\.sleep\\(", "wait on a condition with a deadline, or move a virtual clock"),
          ban(
              "Instant\\.now\\(|System\\.nanoTime\\(|System\\.currentTimeMillis\\(",
              "take a Moment or a Clock as an argument",
              "expression/EvaluationBudget.java",
              "host/",
              "server/",
              "worker/",
              "cli/",
              "journal/",
              "operation/",
              "http/"),
          ban(
              "System\\.(out|err)\\b",
              "return what is to be said; only cli prints",
              "cli/",
              "Main.java"),
          ban("\\.printStackTrace\\(", "log once, at the outermost frame"),
          ban("System\\.exit\\(", "return an exit code to Main", "Main.java", "worker/"),
          ban("catch \\((final )?Exception\\b", "catch what you can handle", "cli/", "Main.java"),
          // a method handle throws what it pleases
          ban(
              "catch \\((final )?Throwable\\b",
              "catch what you can handle",
              "worker/",
              "server/LogFile.java",
              "server/effect/Lanes.java",
              "server/effect/Attempts.java",
              "journal/codec/RecordShape.java"),
          ban("\\bTODO\\b|\\bFIXME\\b", "do it, or open an issue"));

  private static final List<Ban> TEST_BANS =
      List.of(
          ban("Thread\\.sleep\\(", "wait on a condition with a deadline, or move a virtual clock"),
          ban("@Disabled\\b", "delete the test, or mend it"),
          ban("\\bTODO\\b|\\bFIXME\\b", "do it, or open an issue"));

  @Test
  void nothing_banned_stands_in_the_product() throws IOException {
    assertThat(found(MAIN, BANS)).isEmpty();
  }

  @Test
  void nothing_banned_stands_in_the_tests() throws IOException {
    assertThat(found(TEST, TEST_BANS)).isEmpty();
  }

  private static List<String> found(Path root, List<Ban> bans) throws IOException {
    var found = new ArrayList<String>();
    for (var file : sources(root)) {
      var place = root.relativize(file).toString();
      if (place.equals("TidyTest.java")) {
        continue;
      }
      int number = 0;
      for (var line : Files.readAllLines(file, UTF_8)) {
        number++;
        for (var ban : bans) {
          if (ban.what().matcher(line).find()
              && ban.allowedIn().stream().noneMatch(place::startsWith)) {
            found.add(file + ":" + number + ": " + line.strip() + "; instead: " + ban.instead());
          }
        }
      }
    }
    return found;
  }

  @Test
  void files_are_short_enough_to_be_read() throws IOException {
    for (var file : sources(MAIN)) {
      assertThat(Files.readAllLines(file, UTF_8))
          .as("%s", file)
          .hasSizeLessThanOrEqualTo(LINES_MAX);
    }
  }

  @Test
  void every_package_says_what_lives_there() throws IOException {
    for (var file : sources(MAIN)) {
      var info = file.resolveSibling("package-info.java");
      assertThat(info).exists();
      assertThat(Files.readString(info, UTF_8))
          .as("%s", info)
          .startsWith("/**")
          .contains("@NullMarked");
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      var sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      assertThat(sources).isNotEmpty();
      return sources;
    }
  }
}
