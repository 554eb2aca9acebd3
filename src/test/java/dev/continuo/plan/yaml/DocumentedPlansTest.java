package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents show can be run as it stands there. */
class DocumentedPlansTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

  @Test
  void the_example_is_a_good_plan() throws IOException {
    assertThat(Plans.problems(Files.readAllBytes(Path.of("examples/quickstart.yaml")))).isEmpty();
  }

  @Test
  void the_reference_shows_a_plan_gates_and_an_agent() throws IOException {
    var blocks = blocks(Files.readString(Path.of("docs/reference/plan.md")));
    assertThat(blocks).hasSize(3);

    var agents = Plans.agents("reviewer", blocks.get(2));
    var gated = "tasks:\n  a:\n    run: x\n" + blocks.get(1).indent(4);

    assertThat(Plans.problems(blocks.getFirst())).isEmpty();
    assertThat(Plans.problems(gated.getBytes(StandardCharsets.UTF_8), agents)).isEmpty();
  }

  private static List<String> blocks(String markdown) {
    return BLOCK.matcher(markdown).results().map(found -> found.group(1)).toList();
  }
}
