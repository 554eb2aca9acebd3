package dev.continuo.plan;

import dev.continuo.GeneratedPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue of errors has every code of what can be wrong with a plan. */
class ProblemCodesReferenceTest {
  @Test
  void the_catalogue_has_every_flaw_of_a_plan() throws IOException {
    var rows =
        Arrays.stream(Flaw.values())
            .map(each -> "| `%s` | %s |".formatted(each.code(), each.meaning()))
            .collect(Collectors.joining("\n"));

    new GeneratedPart(Path.of("docs/reference/errors.md"), "flaws")
        .holds("| code | meaning |\n|---|---|\n" + rows);
  }
}
