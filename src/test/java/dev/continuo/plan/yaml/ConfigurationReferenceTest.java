package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.GeneratedPart;
import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.yaml.ConfigurationReader.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference of the configuration is what the reader goes by, and its examples are read. */
class ConfigurationReferenceTest {
  private static final Path REFERENCE = Path.of("docs/reference/configuration.md");
  private static final Path GUIDE = Path.of("docs/guides/who-does-what.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\n# (\\.continuo/[a-z-]+\\.yaml)\n(.*?)```", Pattern.DOTALL);

  private static final Map<String, List<Key<?>>> SHOWN =
      Map.of(
          "parallelism", ConfigurationGrammar.PARALLELISM.form().keys(),
          "limits", ConfigurationGrammar.LIMITS.form().keys(),
          "wip", ConfigurationGrammar.WIP.form().keys(),
          "packets", ConfigurationGrammar.PACKETS.form().keys(),
          "specialist_routing", ConfigurationGrammar.SPECIALIST_ROUTING.form().keys(),
          "the top", List.of(ConfigurationGrammar.MODELS),
          "quality_gates", ConfigurationGrammar.QUALITY_GATES.form().keys(),
          "a task gate", ConfigurationGrammar.HOOK_KEYS.keys());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parallelism",
        "limits",
        "wip",
        "packets",
        "specialist_routing",
        "the top",
        "quality_gates",
        "a task gate"
      })
  void every_key_has_its_row(String shown) throws IOException {
    var rows =
        Objects.requireNonNull(SHOWN.get(shown)).stream()
            .map(Key::row)
            .collect(Collectors.joining("\n"));

    new GeneratedPart(REFERENCE, "keys of " + shown)
        .holds("| Key | Value | Default |\n|---|---|---|\n" + rows);
  }

  @Test
  void the_examples_can_be_read() throws IOException {
    var files = new TreeMap<String, String>();
    for (var page : List.of(REFERENCE, GUIDE)) {
      for (var each : EXAMPLE.matcher(Files.readString(page)).results().toList()) {
        files.put(each.group(1), each.group(2));
        files.put(".continuo/hooks/run_tests", "");

        assertThat(ConfigurationReader.read(ConfigurationFiles.of(files)))
            .isInstanceOf(Outcome.Good.class);
      }
    }
    assertThat(files).hasSize(3);
  }
}
