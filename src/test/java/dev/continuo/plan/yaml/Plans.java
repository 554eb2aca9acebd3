package dev.continuo.plan.yaml;

import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads plans for tests: where one agent, {@code claude}, is defined, and texts stay what they are.
 */
final class Plans {
  static final AgentDefinitions AGENTS = agents("claude", "name: claude\ncommand: [claude, -p]\n");

  private Plans() {}

  static AgentDefinitions agents(String name, String file) {
    return AgentDefinitions.of(new TreeMap<>(Map.of(name, file)));
  }

  static Plan plan(String yaml) {
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
    return switch (PlanReader.read(bytes, "plan.yaml", agents, Text.Inline::new)) {
      case Reading.Good _ -> "";
      case Reading.Bad bad -> words(bad);
    };
  }

  static Reading read(String yaml) {
    return PlanReader.read(
        yaml.getBytes(StandardCharsets.UTF_8), "plan.yaml", AGENTS, Text.Inline::new);
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
