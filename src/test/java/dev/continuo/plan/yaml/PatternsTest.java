package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.condition.ConditionPart;
import dev.continuo.gate.GatePart;
import dev.continuo.gate.ReviewPart;
import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.plan.TasksFile;
import dev.continuo.sync.SyncPart;
import dev.continuo.task.ArtifactPart;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each pattern's configuration becomes with the tasks that are given to it. */
class PatternsTest {
  private static final Path FOLDER = Path.of("src/test/resources/patterns");

  static final String TWO =
      """
      tasks:
        backend: {agent: fastapi-backend-expert, prompt: Write the back end.}
        frontend: {agent: react-frontend-architect, prompt: Write the front end.}
      """;
  static final String HANDOFF =
      """
      tasks:
        db_migration:
          agent: fastapi-backend-expert
          prompt: Migrate.
          produces: [migration_script, updated_schema]
        api_update: {agent: fastapi-backend-expert, needs: db_migration, produces: api_contract}
        frontend_integration: {agent: react-frontend-architect, needs: [db_migration, api_update]}
      """;
  static final String SYNCED =
      """
      tasks:
        contract: {agent: fastapi-backend-expert}
        backend: {agent: fastapi-backend-expert, needs: contract}
        frontend: {agent: react-frontend-architect, needs: contract}
        integration: {agent: pytest-test-master, needs: [backend, frontend]}
      """;

  /** No project has a definition: the agents that are built in are enough. */
  private static final AgentDefinitions BUILT_IN = new AgentFolder(Path.of("no-project"));

  @Test
  void independent_tasks_run_at_once_up_to_the_limit() throws IOException {
    assertThat(plan("pattern-1-parallel-independent.yaml", TWO))
        .isEqualTo(
            """
            at most 2, continue
            backend by fastapi-backend-expert
            frontend by react-frontend-architect
            """);
  }

  @Test
  void steps_hand_over_what_they_leave() throws IOException {
    assertThat(plan("pattern-2-sequential-handoff.yaml", HANDOFF))
        .isEqualTo(
            """
            at most 5, pause
            db_migration by fastapi-backend-expert, leaves migration_script updated_schema
            api_update by fastapi-backend-expert after db_migration, leaves api_contract
            frontend_integration by react-frontend-architect after db_migration api_update
            """);
  }

  @Test
  void what_no_step_says_to_leave_has_to_be_there_by_the_end() throws IOException {
    assertThat(
            plan(
                "pattern-2-sequential-handoff.yaml",
                "tasks: {a: {agent: pytest-test-master}, b: {agent: pytest-test-master, produces:"
                    + " api_contract}, c: {agent: pytest-test-master}}"))
        .isEqualTo(
            """
            at most 5, pause
            a by pytest-test-master, leaves
            b by pytest-test-master after a, leaves api_contract
            c by pytest-test-master after a b, leaves, by then migration_script updated_schema
            """);
  }

  @Test
  void streams_meet_at_points() throws IOException {
    assertThat(plan("pattern-3-parallel-sync-points.yaml", SYNCED))
        .isEqualTo(
            """
            at most 5, pause
            contract by fastapi-backend-expert, meets at API contract definition
            backend by fastapi-backend-expert after contract, meets at Type synchronization, Integration testing
            frontend by react-frontend-architect after contract, meets at Type synchronization, Integration testing
            integration by pytest-test-master after backend frontend
            """);
  }

  @Test
  void reviewers_check_the_primary() throws IOException {
    assertThat(plan("pattern-4-primary-with-reviewers.yaml", null))
        .isEqualTo(
            """
            at most 5, pause
            primary by fastapi-backend-expert, TOGETHER checked architecture-guardian by architecture-guardian 3, pytest-test-master by pytest-test-master 3, then BLOCK
            """);
  }

  @Test
  void a_phase_waits_for_the_validation_of_the_one_before() throws IOException {
    assertThat(plan("pattern-5-incremental-validation.yaml", null))
        .isEqualTo(
            """
            at most 5, pause
            users_module by fastapi-backend-expert, TOGETHER checked validate by pytest-test-master 0, then FAIL
            tasks_module by fastapi-backend-expert after users_module, TOGETHER checked validate by pytest-test-master 0, then FAIL
            """);
  }

  @Test
  void a_fan_in_gets_what_all_have_left() throws IOException {
    assertThat(plan("pattern-6-fan-out-fan-in.yaml", null))
        .isEqualTo(
            """
            at most 5, pause
            api_gateway by fastapi-backend-expert
            user_service by fastapi-backend-expert
            task_service by fastapi-backend-expert
            integration_testing by pytest-test-master after api_gateway user_service task_service
            """);
  }

  @Test
  void a_branch_is_done_when_the_analyzer_says_so() throws IOException {
    assertThat(plan("pattern-7-conditional-branching.yaml", null))
        .isEqualTo(
            """
            at most 5, pause
            analyze by architecture-guardian, chooses high_complexity simple_cleanup
            high_complexity by codebase-cleaner after analyze, if needs["analyze"].choice == "high_complexity"
            simple_cleanup by comment-cleaner after analyze, if needs["analyze"].choice == "simple_cleanup"
            """);
  }

  @Test
  void stages_come_one_after_another() throws IOException {
    assertThat(plan("combo-fullstack-quality.yaml", null))
        .isEqualTo(
            """
            at most 2, pause
            build.backend by fastapi-backend-expert
            build.frontend by react-frontend-architect
            review.primary by architecture-guardian after build.backend build.frontend, TOGETHER checked pytest-test-master by pytest-test-master 3, then BLOCK
            ship.testing by pytest-test-master after review.primary, leaves
            ship.deployment by fastapi-backend-expert after ship.testing, leaves, by then test_report
            """);
  }

  @Test
  void a_stage_can_have_stages() {
    assertThat(
            read(
                """
                stages:
                  - name: first
                    stages:
                      - {name: a, max_concurrent: 3, tasks: {x: {agent: pytest-test-master}}}
                      - {name: b, max_concurrent: 4, tasks: {y: {agent: pytest-test-master}}}
                  - name: second
                    fan_out: {agent: pytest-test-master, tasks: [p, q], parallel: false}
                    fan_in: {agent: pytest-test-master, task: all}
                """,
                null))
        .isEqualTo(
            """
            at most 3, pause
            first.a.x by pytest-test-master
            first.b.y by pytest-test-master after first.a.x
            second.p by pytest-test-master after first.b.y
            second.q by pytest-test-master after second.p?
            second.all by pytest-test-master after second.p second.q
            """);
  }

  @Test
  void a_tasks_file_tells_what_the_configuration_leaves_open() throws IOException {
    var tasks =
        """
        tasks:
          build.backend: {prompt: Write the back end.}
          review.primary: {agent: architecture-guardian, prompt: Look at it.}
          review.pytest-test-master: {prompt: Look at the tests.}
          ship.testing: {produces: test_report}
          ship.deployment: {consumes: test_report, prompt: Ship it.}
        """;
    var plan = good(config("combo-fullstack-quality.yaml"), tasks);

    assertThat(plan.tasks().stream().map(PatternsTest::prompt))
        .containsExactly(
            "Write the back end.",
            "Your task: frontend.",
            "Look at it.",
            "Your task: testing.",
            "Ship it.");
    var review = plan.tasks().get(2).part(GatePart.class).orElseThrow().gates().getFirst().work();
    assertThat(prompt(review))
        .isEqualTo(
            "Look at the tests.\n\nSay what you found with `continuo result set verdict=pass`, or"
                + " with `continuo result set verdict=reject 'findings=[\"what has to change\"]'`.");
    assertThat(plan.tasks().getLast().part(ArtifactPart.class)).isEmpty();
  }

  @Test
  void prompts_say_what_nobody_has_written() throws IOException {
    var review = good(config("pattern-4-primary-with-reviewers.yaml"), null);
    var gate = review.tasks().getFirst().part(GatePart.class).orElseThrow().gates().getFirst();
    assertThat(prompt(gate.work()))
        .startsWith("Review the work of the task `primary`.\n\nSay what");
    var phases = good(config("pattern-5-incremental-validation.yaml"), null).tasks();
    assertThat(prompt(phases.getFirst())).isEqualTo("Your task: users module.");
    assertThat(
            prompt(phases.getFirst().part(GatePart.class).orElseThrow().gates().getFirst().work()))
        .startsWith("Validate the work of the phase `users_module`.\n\nSay what");
    assertThat(
            prompt(good(config("pattern-7-conditional-branching.yaml"), null).tasks().getFirst()))
        .isEqualTo(
            "Find out which of these holds: `high_complexity`, `simple_cleanup`.\n\nSay it with"
                + " `continuo result set branch=NAME`.");
  }

  /** Every key of the seven files: another value, or none, gives another plan, or is refused. */
  @TestFactory
  Stream<DynamicTest> every_key_matters() {
    return Stream.of(
            List.of(
                "pattern-1-parallel-independent.yaml",
                TWO,
                "parallel_execution: true|parallel_execution: false",
                "max_concurrent: 2|max_concurrent: 3"),
            List.of(
                "pattern-2-sequential-handoff.yaml",
                HANDOFF,
                "parallel_execution: false|parallel_execution: true",
                "  - \"migration_script\"\n|",
                "  - \"updated_schema\"\n|",
                "  - \"api_contract\"|  - \"other\""),
            List.of(
                "pattern-3-parallel-sync-points.yaml",
                SYNCED,
                "parallel_execution: true|parallel_execution: false",
                "  - \"API contract definition\"\n|",
                "  - \"Type synchronization\"\n|",
                "  - \"Integration testing\"|"),
            List.of(
                "pattern-4-primary-with-reviewers.yaml",
                "",
                "primary_agent: \"fastapi-backend-expert\"|primary_agent: codebase-cleaner",
                "  - \"architecture-guardian\"\n|",
                "  - \"pytest-test-master\"\n|",
                "parallel_execution: true|parallel_execution: false"),
            List.of(
                "pattern-5-incremental-validation.yaml",
                "",
                "sequential: true|sequential: false",
                "name: \"users_module\"|name: users",
                "agent: \"fastapi-backend-expert\"|agent: codebase-cleaner",
                "validator: \"pytest-test-master\"|validator: codebase-cleaner"),
            List.of(
                "pattern-6-fan-out-fan-in.yaml",
                "",
                "parallel: true|parallel: false",
                "agent: \"fastapi-backend-expert\"|agent: codebase-cleaner",
                "    - \"user_service\"\n|",
                "agent: \"pytest-test-master\"|agent: codebase-cleaner",
                "task: \"integration_testing\"|task: \"joined\""),
            List.of(
                "pattern-7-conditional-branching.yaml",
                "",
                "analyzer: \"architecture-guardian\"|analyzer: codebase-cleaner",
                "condition: \"high_complexity\"|condition: high",
                "agent: \"codebase-cleaner\"|agent: comment-cleaner",
                "condition: \"simple_cleanup\"|condition: simple",
                "agent: \"comment-cleaner\"|agent: codebase-cleaner"))
        .flatMap(PatternsTest::mutations);
  }

  private static Stream<DynamicTest> mutations(List<String> row) {
    var tasks = row.get(1).isEmpty() ? null : row.get(1);
    return row.subList(2, row.size()).stream()
        .map(
            change ->
                DynamicTest.dynamicTest(
                    row.getFirst() + ": " + change.strip(),
                    () -> {
                      var text = config(row.getFirst());
                      var bar = change.indexOf('|');
                      var other =
                          text.replaceFirst(
                              java.util.regex.Pattern.quote(change.substring(0, bar)),
                              change.substring(bar + 1));
                      assertThat(other).isNotEqualTo(text);
                      assertThat(read(other, tasks)).isNotEqualTo(read(text, tasks));
                    }));
  }

  private static String plan(String file, @Nullable String tasks) throws IOException {
    return read(config(file), tasks);
  }

  static String config(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  private static Reading reading(String config, @Nullable String tasks) {
    return PlanReader.read(
        config.getBytes(StandardCharsets.UTF_8),
        "pattern.yaml",
        References.to(BUILT_IN, Plans.CEL)
            .with(Optional.ofNullable(tasks).map(text -> new TasksFile("tasks.yaml", text))),
        Text.Inline::new);
  }

  private static Plan good(String config, @Nullable String tasks) {
    return switch (reading(config, tasks)) {
      case Reading.Good(var plan) -> plan;
      case Reading.Bad bad -> throw new AssertionError(bad);
    };
  }

  /** The plan in words, or what is wrong: place, message and hint. */
  static String read(String config, @Nullable String tasks) {
    return switch (reading(config, tasks)) {
      case Reading.Bad(var problems, _) ->
          problems.stream()
              .map(
                  each ->
                      each.code()
                          + " "
                          + each.line()
                          + "\n"
                          + (each.hint().isEmpty() ? "" : "  hint: " + each.hint() + "\n"))
              .collect(Collectors.joining());
      case Reading.Good(var plan) -> words(plan);
    };
  }

  private static String words(Plan plan) {
    var lines = new ArrayList<String>();
    lines.add(
        "at most "
            + plan.parallel()
            + ", "
            + plan.onFailure().name().toLowerCase(java.util.Locale.ROOT));
    plan.tasks().forEach(task -> lines.add(words(task, plan.tasks())));
    return String.join("\n", lines) + "\n";
  }

  private static String words(TaskSpec task, List<TaskSpec> all) {
    var words = new StringBuilder(task.name() + " by " + agent(task.work()));
    if (!task.needs().isEmpty()) {
      words.append(" after");
      task.needs()
          .forEach(
              need ->
                  words
                      .append(" ")
                      .append(all.get(need.index()).name())
                      .append(need.on() == Need.On.ENDED ? "?" : ""));
    }
    task.part(ArtifactPart.class)
        .ifPresent(
            part -> {
              words.append(", leaves");
              part.produces().forEach(name -> words.append(" ").append(name));
              if (!part.gathers().isEmpty()) {
                words.append(", by then ").append(String.join(" ", part.gathers()));
              }
            });
    task.part(SyncPart.class)
        .ifPresent(part -> words.append(", meets at ").append(String.join(", ", part.points())));
    task.part(ChoicePart.class)
        .ifPresent(part -> words.append(", chooses ").append(String.join(" ", part.options())));
    task.part(ConditionPart.class)
        .ifPresent(part -> words.append(", if ").append(part.expression()));
    task.part(GatePart.class)
        .ifPresent(
            part -> {
              var review = task.part(ReviewPart.class).orElse(ReviewPart.USUAL);
              words.append(", ").append(review.order()).append(" checked ");
              words.append(
                  part.gates().stream()
                      .map(
                          gate ->
                              gate.name() + " by " + agent(gate.work()) + " " + gate.roundsMax())
                      .collect(Collectors.joining(", ")));
              words.append(", then ").append(review.spent());
            });
    return words.toString();
  }

  private static String agent(Work work) {
    return work instanceof Work.Agent agent ? agent.name() : work.toString();
  }

  private static String prompt(TaskSpec task) {
    return prompt(task.work());
  }

  private static String prompt(Work work) {
    return work instanceof Work.Agent(_, _, Text.Inline(var prompt)) ? prompt : work.toString();
  }
}
