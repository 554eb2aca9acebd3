package dev.continuo.simulation.teeth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.simulation.Lives;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each planted fault is caught, by the checker that the documentation names. */
class TeethTest {
  private static final int LIVES_MAX = 2_000;
  private static final Path DOC = Path.of("docs/reference/simulation.md");

  @ParameterizedTest
  @EnumSource(Tooth.class)
  void a_planted_fault_is_caught_by_the_checker_that_the_page_names(Tooth tooth) throws Exception {
    var broken = new Lives(tooth.assembly()).firstBroken(0, LIVES_MAX);

    assertThat(broken).as("%s is caught", tooth).isPresent();
    // the seed moves with every change of the core; the fault and its checker should not
    var line = "| %s | `%s` | ".formatted(tooth.says(), broken.get().invariant());
    assertThat(Files.readString(DOC, UTF_8))
        .as("the page has the line %s%d |", line, broken.get().seed())
        .contains(line);
  }
}
