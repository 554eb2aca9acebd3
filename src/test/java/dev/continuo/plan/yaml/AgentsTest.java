package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.plan.AgentDefinitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The definitions of agents, in memory and on the disk. */
class AgentsTest {
  private static final byte[] PLAN =
      "tasks: {a: {agent: fixer, prompt: p}, b: {agent: fixer, prompt: q}}"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path project;

  @Test
  void an_unknown_agent_is_told_with_what_was_probably_meant() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {agent: cloude, prompt: p}
                  b: {agent: somebody, prompt: p}
                  c: {agent: ../x, prompt: p}
                """))
        .isEqualTo(
            """
            agent_unknown plan.yaml:2:14: task `a`: `agent` is unknown, found `cloude`, did you mean `claude`?
              hint: define it in `.continuo/agents/cloude.yml`
            agent_unknown plan.yaml:3:14: task `b`: `agent` is unknown, found `somebody`
              hint: define it in `.continuo/agents/somebody.yml`
            name_invalid plan.yaml:4:14: task `c`: `agent` is not a name, found `../x`, must be 1 to 100 letters, digits, `_`, `.` or `-`, not starting with `.` or `-`
              hint: write `x`
            """);
  }

  @Test
  void what_is_wrong_with_a_definition_is_told_once() {
    assertThat(told("name: worse\ncommand: x\ntier: 1\n"))
        .isEqualTo(
            """
            agent_name_differs .continuo/agents/fixer.yml:1:7: agent `fixer`: `name` is not that of its file, found `worse`, must be `fixer`
              hint: write `name: fixer`, or rename the file
            type_wrong .continuo/agents/fixer.yml:2:10: agent `fixer`: `command` has the wrong type, found the text `x`, must be a list of texts
              hint: write it like `command: [claude, -p]`
            key_unknown .continuo/agents/fixer.yml:3:1: agent `fixer`: unknown key `tier`, allowed are `name`, `command`, `model`
              hint: remove it, or write one of these instead
            """);
    assertThat(told("command: []"))
        .isEqualTo(
            """
            key_missing .continuo/agents/fixer.yml:1:1: agent `fixer`: key `name` is missing
              hint: write it like `name: fixer`
            text_empty .continuo/agents/fixer.yml:1:10: agent `fixer`: `command` is empty
              hint: write it like `command: [claude, -p]`
            """);
    assertThat(told(""))
        .isEqualTo(
            """
            type_wrong .continuo/agents/fixer.yml: no agent definition, must have `name` and `command`
              hint: write `name: fixer`, and below it `command: [claude, -p]`
            """);
    assertThat(told("name: ["))
        .isEqualTo(
            """
            yaml_syntax .continuo/agents/fixer.yml:1:8: not valid YAML, expected the node content, but found `<stream end>`
              hint: look for quotes, brackets and indentation that do not fit, here or in the line above
            """);
    assertThat(told("x".repeat(65_537)))
        .isEqualTo(
            """
            plan_too_large .continuo/agents/fixer.yml: too large, found 65537 bytes, must be at most 65536
              hint: keep only `name` and `command` in it
            """);
  }

  @Test
  void the_prompt_takes_an_element_of_its_own() {
    assertThat(told("name: fixer\ncommand: [fix, '{prompt}', --end]")).isEmpty();
    assertThat(told("name: fixer\ncommand: [fix, '--prompt={prompt}']"))
        .isEqualTo(
            """
            prompt_inside_argument .continuo/agents/fixer.yml:2:10: agent `fixer`: `command` has `{prompt}` inside of an element, found `--prompt={prompt}`, must be an element of its own
              hint: write it like `[fix, --prompt, "{prompt}"]`
            """);
  }

  @Test
  void definitions_lie_in_the_project() throws IOException {
    var agents = new AgentFolder(project);
    assertThat(agents.names()).isEqualTo(BuiltInAgents.NAMES);
    assertThat(agents.find("fixer")).isNull();

    var folder = Files.createDirectories(project.resolve(".continuo/agents"));
    Files.writeString(folder.resolve("fixer.yml"), "name: fixer\ncommand: [fix]\n");
    Files.writeString(folder.resolve("README.md"), "no agent");

    assertThat(agents.names()).startsWith("fixer").endsWith("react-frontend-architect");
    assertThat(Plans.problems(PLAN, agents)).isEmpty();
  }

  @Test
  void some_agents_are_built_in_and_a_definition_of_the_project_counts_more() throws IOException {
    var agents = new AgentFolder(project);
    for (var name : BuiltInAgents.NAMES) {
      var plan =
          "tasks: {a: {agent: %s, prompt: x}}".formatted(name).getBytes(StandardCharsets.UTF_8);
      assertThat(Plans.problems(plan, agents)).isEmpty();
    }

    var folder = Files.createDirectories(project.resolve(".continuo/agents"));
    var own = "name: comment-cleaner\ncommand: [own]\n";
    Files.writeString(folder.resolve("comment-cleaner.yml"), own);

    assertThat(agents.find("comment-cleaner")).asString(StandardCharsets.UTF_8).isEqualTo(own);
  }

  @Test
  void a_definition_that_cannot_be_read_is_told_once() throws IOException {
    Files.createDirectories(project.resolve(".continuo/agents/fixer.yml"));
    assertThat(Plans.problems(PLAN, new AgentFolder(project)))
        .isEqualTo(
            """
            agent_unreadable .continuo/agents/fixer.yml: cannot be read, it is a folder
              hint: name a file
            """);
  }

  private static String told(String definition) {
    AgentDefinitions agents = Plans.agents("fixer", definition);
    return Plans.problems(PLAN, agents);
  }
}
