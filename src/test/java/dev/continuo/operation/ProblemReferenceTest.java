package dev.continuo.operation;

import dev.continuo.GeneratedPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue of errors has every code of the HTTP interface. */
class ProblemReferenceTest {
  @Test
  void the_catalogue_has_every_problem() throws IOException {
    var rows =
        Arrays.stream(ProblemCode.values())
            .map(each -> "| `%s` | %d | %s |".formatted(each.code(), each.status(), each.meaning()))
            .collect(Collectors.joining("\n"));

    new GeneratedPart(Path.of("docs/reference/errors.md"), "problems")
        .holds("| code | status | meaning |\n|---|---|---|\n" + rows);
  }
}
