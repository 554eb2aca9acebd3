package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.expression.Cel;
import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.Expressions;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads plans for tests: where one agent, {@code claude}, is defined, and texts stay what they are.
 */
final class Plans {
  static final Expressions CEL = new Cel();
  static final AgentDefinitions AGENTS = agents("claude", "name: claude\ncommand: [claude, -p]\n");

  /** Larger plans would take a schema's judge too long. */
  private static final int SCHEMA_BYTES_MAX = 200_000;

  /** What can be told from one value alone. */
  private static final Set<String> SEEN_BY_SCHEMA =
      Set.of(
          "duration_invalid",
          "duration_without_unit",
          "env_name_invalid",
          "env_name_reserved",
          "expression_in_script",
          "expression_unavailable",
          "gate_without_work",
          "key_missing",
          "key_unknown",
          "list_too_long",
          "lock_duplicate",
          "name_invalid",
          "number_out_of_range",
          "prompt_without_agent",
          "steps_without_prompt",
          "tasks_empty",
          "text_empty",
          "type_wrong",
          "word_unknown",
          "work_ambiguous",
          "work_missing");

  private Plans() {}

  static AgentDefinitions agents(String name, String file) {
    return AgentDefinitions.of(new TreeMap<>(Map.of(name, file)));
  }

  static Plan plan(String yaml) {
    assertThat(problems(yaml)).isEmpty();
    return switch (read(yaml)) {
      case Reading.Good(var plan) -> plan;
      case Reading.Bad bad -> throw new AssertionError(words(bad));
    };
  }

  /** The only task, which is {@code x} and has these keys beside {@code run}. */
  static TaskSpec task(String keys) {
    return plan("tasks: {x: {run: a, %s}}".formatted(keys)).tasks().getFirst();
  }

  /** Each problem as its code, its line and its hint; nothing for a good plan. */
  static String problems(String yaml) {
    return problems(yaml.getBytes(StandardCharsets.UTF_8));
  }

  static String problems(byte[] bytes) {
    return problems(bytes, AGENTS);
  }

  static String problems(byte[] bytes, AgentDefinitions agents) {
    return problems(bytes, References.to(agents, CEL));
  }

  static String problems(byte[] bytes, References references) {
    var reading = PlanReader.read(bytes, "plan.yaml", references, Text.Inline::new);
    compareWithSchema(bytes, reading);
    return switch (reading) {
      case Reading.Good _ -> "";
      case Reading.Bad bad -> words(bad);
    };
  }

  /** The schema takes what the reader takes, and refuses what any schema could. */
  static void compareWithSchema(byte[] bytes, Reading reading) {
    if (bytes.length > SCHEMA_BYTES_MAX) {
      return;
    }
    var errors = PlanSchemas.errors(bytes);
    switch (reading) {
      case Reading.Good _ -> assertThat(errors.orElseThrow()).isEmpty();
      case Reading.Bad(var problems, _) -> {
        var ambiguous = problems.stream().anyMatch(each -> each.code().equals("key_duplicate"));
        if (errors.isPresent() && !ambiguous && problems.stream().anyMatch(Plans::seenBySchema)) {
          assertThat(errors.get()).as(problems.toString()).isNotEmpty();
        }
      }
    }
  }

  private static boolean seenBySchema(Problem problem) {
    return problem.place().file().equals("plan.yaml")
        && SEEN_BY_SCHEMA.contains(problem.code())
        && !problem.message().contains("is shorter than `delay`")
        && !ofProject(problem);
  }

  /** Whether it depends on the project's configuration, which no schema knows. */
  private static boolean ofProject(Problem problem) {
    return problem.hint().startsWith("say who gets the prompt")
        || problem.message().contains("with those of the project");
  }

  static Reading read(String yaml) {
    return PlanReader.read(
        yaml.getBytes(StandardCharsets.UTF_8),
        "plan.yaml",
        References.to(AGENTS, CEL),
        Text.Inline::new);
  }

  private static String words(Reading.Bad bad) {
    var more = bad.more() == 0 ? "" : "and " + bad.more() + " more\n";
    return bad.problems().stream()
        .map(
            problem ->
                problem.code()
                    + " "
                    + problem.line()
                    + (problem.hint().isEmpty() ? "\n" : "\n  hint: " + problem.hint() + "\n"))
        .collect(Collectors.joining("", "", more));
  }
}
