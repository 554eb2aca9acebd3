package dev.continuo.server.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeenConfigurationsTest {
  private final SeenConfigurations seen = new SeenConfigurations();

  private Optional<String> changed(String project, Map<String, String> files) {
    return seen.changed(Path.of(project), new TreeMap<>(files));
  }

  @Test
  void a_change_is_told_once_with_the_files_that_are_other() {
    assertThat(changed("/a", Map.of("x", "1", "y", "1", "z", "1"))).isEmpty();
    assertThat(changed("/b", Map.of())).isEmpty();
    assertThat(changed("/a", Map.of("x", "2", "z", "1", "v", "1")))
        .contains("the configuration of /a has changed, it holds for runs from now on: v, x, y");
    assertThat(changed("/a", Map.of("x", "2", "z", "1", "v", "1"))).isEmpty();
  }

  @Test
  void of_very_many_projects_the_first_is_forgotten() {
    for (int i = 0; i <= 1_000; i++) {
      assertThat(changed("/" + i, Map.of("x", "1"))).isEmpty();
    }

    assertThat(changed("/1", Map.of("x", "2"))).isPresent();
    assertThat(changed("/0", Map.of("x", "2"))).isEmpty();
  }
}
