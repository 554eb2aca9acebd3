package dev.continuo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every bad day is shown by a test that is really there. */
class BadDaysReferenceTest {
  private static final Path TESTS = Path.of("src/test/java/dev/continuo");
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract))(?:\\.(\\w+))?`");

  @Test
  void each_row_names_tests_that_exist() throws IOException {
    var rows =
        Files.readAllLines(Path.of("docs/reference/bad-days.md"), UTF_8).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| bad day"))
            .toList();
    assertThat(rows).hasSizeGreaterThan(30);
    for (var row : rows) {
      var named = NAMED.matcher(row).results().toList();
      assertThat(named).as(row).isNotEmpty();
      for (var test : named) {
        var sources = sources(test.group(1));
        assertThat(sources).as("the class of %s", test.group()).isNotEmpty();
        if (test.group(2) != null) {
          assertThat(sources)
              .as("the method of %s", test.group())
              .anyMatch(source -> source.contains("void " + test.group(2) + "("));
        }
      }
    }
  }

  private static List<String> sources(String name) throws IOException {
    try (var files = Files.walk(TESTS)) {
      return files
          .filter(file -> file.endsWith(name + ".java"))
          .map(BadDaysReferenceTest::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
