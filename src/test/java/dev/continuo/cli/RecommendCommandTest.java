package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RecommendCommandTest extends CommandLineFixture {
  private static final String MAPPING =
      """
      backend: Implementation Specialist (Haiku)
      database: Implementation Specialist (Haiku)
      frontend: Implementation Specialist (Haiku)
      bug: Senior Engineer (Sonnet)
      """;

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private void routing(String keys) throws IOException {
    write(".continuo/config.yaml", "specialist_routing: {" + keys + "}");
    write(".taskorchestrator/agent-mapping.yaml", MAPPING);
  }

  @Test
  void tags_call_for_a_specialist() throws IOException {
    routing("fallback_behavior: ask_user");

    assertThat(type("recommend", "--tags", "bug,backend"))
        .isEqualTo(
            new Left(
                0,
                "Implementation Specialist (Haiku): matched `backend` in"
                    + " `.taskorchestrator/agent-mapping.yaml`, which names it before `bug`\n",
                ""));
    assertThat(type("recommend", "--tags", "bug", "--json").out())
        .isEqualTo(
            "{\"agent\":\"Senior Engineer\",\"tier\":\"Sonnet\",\"reason\":\"matched `bug` in"
                + " `.taskorchestrator/agent-mapping.yaml`\",\"matched\":[\"bug\"]}\n");
  }

  @Test
  void the_default_is_told_with_better_tags() throws IOException {
    routing("fallback_behavior: use_default, default_specialist: Implementation Specialist");

    assertThat(type("recommend", "--tags", "optimization,performance"))
        .isEqualTo(
            new Left(
                0,
                "Implementation Specialist: no tag matched, `default_specialist`\n",
                """
                Tags: optimization, performance (no domain match)
                No specialist matched. Using fallback: Implementation Specialist (default)
                Note: Consider adding more specific tags:
                - For DB: database, query-optimization
                - For frontend: frontend, ui-performance
                - For backend: backend, api-optimization
                """));
  }

  @Test
  void a_person_is_asked_with_numbers() throws IOException {
    routing("fallback_behavior: ask_user");

    assertThat(type("recommend", "--tags", "optimization,performance"))
        .isEqualTo(
            new Left(
                6,
                "",
                """
                Tags: optimization, performance (no domain match)
                No specialist matched by tags.
                Which specialist should handle this task?
                1. Implementation Specialist (Haiku)
                2. Senior Engineer (Sonnet)
                """));
  }

  @Test
  void a_plan_of_which_a_person_is_to_choose_is_told_with_numbers() throws IOException {
    routing("fallback_behavior: ask_user");
    for (var agent : new String[] {"implementation-specialist", "senior-engineer"}) {
      write(".continuo/agents/" + agent + ".yml", "name: " + agent + "\ncommand: [x]\n");
    }
    plan("tasks: {fix: {tags: bug, prompt: p}, rest: {prompt: p}}");

    assertThat(type("recommend", "plan.yaml"))
        .isEqualTo(
            new Left(
                6,
                "fix: Senior Engineer (Sonnet), matched `bug` in"
                    + " `.taskorchestrator/agent-mapping.yaml`\n",
                """
                Task: rest
                Tags: none (no domain match)
                No specialist matched by tags.
                Which specialist should handle this task?
                1. Implementation Specialist (Haiku)
                2. Senior Engineer (Sonnet)
                """));
    assertThat(type("recommend", "plan.yaml", "--json").out())
        .endsWith(
            ",{\"name\":\"rest\",\"question\":[\"Task: rest\",\"Tags: none (no domain match)\","
                + "\"No specialist matched by tags.\","
                + "\"Which specialist should handle this task?\","
                + "\"1. Implementation Specialist (Haiku)\",\"2. Senior Engineer (Sonnet)\"]}]}\n");
  }

  @Test
  void a_task_that_waits_for_a_person_is_told_with_numbers() {
    server.on(
        "GET /v1/tasks/" + TASK + "/recommendation",
        200,
        "{\"recommended\":false,\"reason\":\"no tag matched\",\"question\":[\"Who?\",\"1. Ada\"]}");

    assertThat(type("recommend", TASK))
        .isEqualTo(
            new Left(6, "", "Who?\n1. Ada\nhint: `continuo answer " + TASK + " N` chooses\n"));
  }

  @Test
  void nobody_is_guessed() {
    assertThat(type("recommend", "--tags", "a,b"))
        .isEqualTo(
            new Left(
                3,
                "",
                """
                error: specialist: none matched by the tags `a`, `b`
                hint: add a tag to `.continuo/agent-mapping.yaml`, or set `fallback_behavior`
                """));
  }

  @Test
  void a_plan_is_looked_through() throws IOException {
    routing("fallback_behavior: use_default, default_specialist: Reviewer");
    for (var agent : new String[] {"reviewer", "senior-engineer"}) {
      write(".continuo/agents/" + agent + ".yml", "name: " + agent + "\ncommand: [x]\n");
    }
    plan(
        """
        tasks:
          fix: {tags: [bug], prompt: p}
          build: {run: make}
          review: {agent: reviewer, prompt: p}
          rest: {prompt: p}
        """);

    assertThat(type("recommend", "plan.yaml"))
        .isEqualTo(
            new Left(
                0,
                """
                fix: Senior Engineer (Sonnet), matched `bug` in `.taskorchestrator/agent-mapping.yaml`
                review: reviewer, named by its plan
                rest: Reviewer, no tag matched, `default_specialist`
                """,
                """
                Task: rest
                Tags: none (no domain match)
                No specialist matched. Using fallback: Reviewer (default)
                Note: Consider adding more specific tags:
                - For DB: database, query-optimization
                - For frontend: frontend, ui-performance
                - For backend: backend, api-optimization
                """));
    assertThat(type("recommend", "plan.yaml", "--json").out())
        .startsWith("{\"tasks\":[{\"agent\":\"Senior Engineer\",\"tier\":\"Sonnet\",")
        .contains("\"matched\":[\"bug\"],\"name\":\"fix\"}");
    plan("tasks: {build: {run: make}}");
    assertThat(type("recommend", "plan.yaml"))
        .isEqualTo(new Left(0, "", "plan.yaml: no task needs an agent\n"));
  }

  @Test
  void a_plan_or_a_configuration_that_is_wrong_is_told() throws IOException {
    plan("tasks: {a: {}}");
    assertThat(type("recommend", "plan.yaml").code()).isEqualTo(2);
    write(".continuo/config.yaml", "paralelism: {}");
    assertThat(type("recommend", "--tags", "a"))
        .isEqualTo(
            new Left(
                2,
                "",
                "error: .continuo/config.yaml:1:1: unknown key `paralelism`, did you mean"
                    + " `parallelism`?\n"));
  }

  @Test
  void a_task_of_a_run_is_told_with_its_launch() {
    server.on(
        "GET /v1/tasks/" + TASK + "/recommendation",
        200,
        "{\"task\":\"%s\",\"recommended\":true,\"agent\":\"Senior Engineer\",\"tier\":\"Sonnet\",\"matched\":[\"bug\"],\"reason\":\"matched `bug`\",\"launch\":\"Launch Senior Engineer for task %s\"}"
            .formatted(TASK, TASK));

    assertThat(type("recommend", TASK))
        .isEqualTo(
            new Left(
                0,
                "Senior Engineer (Sonnet): matched `bug`\nLaunch Senior Engineer for task "
                    + TASK
                    + "\n",
                ""));
  }

  @Test
  void a_task_that_needs_no_agent_is_told_so() {
    server.on(
        "GET /v1/tasks/" + TASK + "/recommendation",
        200,
        "{\"recommended\":false,\"reason\":\"it runs a command, which needs no agent\"}");

    assertThat(type("recommend", TASK))
        .isEqualTo(new Left(0, "", "it runs a command, which needs no agent\n"));
  }

  @Test
  void one_thing_is_asked_at_a_time() {
    var hint = "hint: `continuo recommend --help` shows an example\n";
    var both = "error: `continuo recommend`: takes a plan, a task or `--tags`, and one of them\n";
    assertThat(type("recommend")).isEqualTo(new Left(2, "", both + hint));
    assertThat(type("recommend", "plan.yaml", "--tags", "a"))
        .isEqualTo(new Left(2, "", both + hint));
    assertThat(type("recommend", "--tags", "a,,b"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: option `--tags`: must be 1 to 20 tags with commas between, found `a,,b`
                hint: write it like `--tags backend,bug`
                """));
  }

  @Test
  void notes_are_told_before_a_run() throws IOException {
    write(".continuo/config.yaml", "parallelism: {max_parallel_tasks: 9}");
    plan("tasks: {build: {run: make}}");

    assertThat(type("validate", "plan.yaml").err())
        .isEqualTo(
            """
            plan.yaml: valid, 1 task
            .continuo/config.yaml: `max_parallel_tasks` is 9, 3 to 5 are recommended
            """);
  }
}
