package dev.continuo.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files that a repository begins with: a plan of what is built and tested in it, and an agent.
 *
 * @param agent its name
 */
record FirstPlan(Path folder, List<Repository.Tool> tools, String agent) {
  private static final int NAME_LENGTH_MAX = 100;

  /** How the command lines of agents take a prompt; of others it is a guess, and says so. */
  private static final Map<String, String> COMMANDS =
      Map.of(
          "claude", "claude, -p",
          "codex", "codex, exec",
          "gemini", "gemini, -p");

  FirstPlan {
    tools = List.copyOf(tools);
  }

  /** What the plan is about, for a sentence. */
  String about() {
    return tools.isEmpty()
        ? "an example, for no build tool was found"
        : tools.stream().map(Repository.Tool::name).collect(Collectors.joining(" and "));
  }

  String plan() {
    return """
    # yaml-language-server: $schema=plan.schema.json
    # A first plan, made by `continuo init`: %s.
    #
    #   continuo run .continuo/plan.yaml
    name: %s

    tasks:
    %s
      # An agent's turn, when the rest has succeeded; .continuo/agents/%s.yml says what it is.
      #
      # review:
      #   needs: %s
      #   agent: %s
      #   prompt: Review the last commit.
    """
        .formatted(about(), name(), tasks(), agent, last(), agent);
  }

  String definition() {
    var known = COMMANDS.get(agent);
    return """
    # yaml-language-server: $schema=../agent.schema.json
    # The agent `%s`: which command it is. {prompt} stands for what a task tells it.%s
    name: %s
    command: [%s, "{prompt}"]
    """
        .formatted(
            agent,
            known == null ? "\n# How it takes a prompt was not known here: check it." : "",
            agent,
            known == null ? agent : known);
  }

  private String name() {
    var file = folder.getFileName();
    var name = file == null ? "first" : file.toString().replaceAll("\\p{Cntrl}", " ").strip();
    var usable = name.isEmpty() || name.contains("${{") ? "first" : name;
    return Json.write(Json.text(usable.substring(0, Math.min(usable.length(), NAME_LENGTH_MAX))));
  }

  private String tasks() {
    if (tools.isEmpty()) {
      return """
        hello:
          run: echo "hello from $CONTINUO_RUN"
      """;
    }
    var tasks = new StringBuilder();
    for (var tool : tools) {
      for (var step : tool.steps()) {
        tasks.append("  ").append(task(tool, step.name())).append(":\n");
        if (!step.needs().isEmpty()) {
          tasks.append("    needs: ").append(task(tool, step.needs())).append('\n');
        }
        tasks.append("    run: ").append(step.run()).append("\n\n");
      }
    }
    return tasks.substring(0, tasks.length() - 1);
  }

  private String task(Repository.Tool tool, String step) {
    return tools.size() == 1 ? step : tool.name().toLowerCase(Locale.ROOT) + "-" + step;
  }

  private String last() {
    if (tools.isEmpty()) {
      return "hello";
    }
    var tool = tools.getLast();
    return task(tool, tool.steps().getLast().name());
  }
}
