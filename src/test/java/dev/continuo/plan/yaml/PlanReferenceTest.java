package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.GeneratedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference of plans, and the schemas beside it, are what the reader goes by. */
class PlanReferenceTest {
  private static final Path FOLDER = Path.of("docs/reference");

  /** The maps whose keys the reference shows. */
  private static final Map<String, Form.Fields> SHOWN =
      Map.of(
          "resource", ResourceGrammar.POOL,
          "approval", ApprovalGrammar.DETAILS,
          "plan", Grammar.PLAN,
          "task", Grammar.TASK,
          "retries", Grammar.BACKOFF,
          "gate", Grammar.GATE,
          "input", InputGrammar.INPUT,
          "agent", AgentGrammar.AGENT_DEFINITION);

  @ParameterizedTest
  @ValueSource(
      strings = {"plan", "task", "retries", "gate", "input", "resource", "approval", "agent"})
  void every_key_has_its_row(String shown) throws IOException {
    var rows =
        Objects.requireNonNull(SHOWN.get(shown)).keys().stream()
            .map(Key::row)
            .collect(Collectors.joining("\n"));

    new GeneratedPart(FOLDER.resolve("plan.md"), "keys of " + shown)
        .holds("| Key | Value | Default |\n|---|---|---|\n" + rows);
  }

  @Test
  void the_schemas_are_those_that_the_program_prints() throws IOException {
    compare("plan.schema.json", PlanSchema.plan());
    compare("agent.schema.json", PlanSchema.agent());
  }

  private static void compare(String name, String made) throws IOException {
    var file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("continuo.docs"))) {
      Files.writeString(file, made);
    }
    assertThat(file).as("scripts/generate-docs writes it").content().isEqualTo(made);
  }
}
