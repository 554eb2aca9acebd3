package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The seven patterns as they are configured, and a combination, with agents that are scripts. What
 * ran when is read from the recorded attempts, and compared with {@code *.expected.yaml}.
 */
class PatternsIT extends SharedServer {
  private static final Path FOLDER = Path.of("src/test/resources/patterns").toAbsolutePath();
  private static final String TWO =
      "tasks: {backend: {agent: fastapi-backend-expert}, frontend: {agent: react-frontend-architect}}";
  private static final String HANDOFF =
      """
      tasks:
        db_migration: {agent: fastapi-backend-expert, produces: [migration_script, updated_schema]}
        api_update: {agent: fastapi-backend-expert, produces: api_contract}
        frontend_integration: {agent: react-frontend-architect, consumes: [updated_schema, api_contract]}
      """;
  private static final String SYNCED =
      """
      tasks:
        contract: {agent: architecture-guardian}
        backend: {agent: fastapi-backend-expert}
        frontend: {agent: react-frontend-architect}
        integration: {agent: pytest-test-master}
      """;

  private static final List<String> AGENTS =
      List.of(
          "architecture-guardian",
          "codebase-cleaner",
          "comment-cleaner",
          "fastapi-backend-expert",
          "pytest-test-master",
          "react-frontend-architect");

  /** Waits until {@code $1} turns have come here. */
  private static final String MEET =
      "touch here.$CONTINUO_TASK; until [ $(ls here.* | wc -l) -ge %d ]; do sleep 0.02; done\n";

  private static final String PASS = "echo '{\"verdict\": \"pass\"}' > \"$CONTINUO_RESULT\"\n";

  /** When a task ran. */
  private record Span(Instant started, Instant ended) {
    boolean overlaps(Span other) {
      return started.isBefore(other.ended) && other.started.isBefore(ended);
    }
  }

  /** Every agent does what stands in {@code do.AGENT}, if that is there. */
  @BeforeEach
  void defineAgents() throws Exception {
    for (var agent : AGENTS) {
      continuo.write(
          ".continuo/agents/" + agent + ".yml",
          "name: "
              + agent
              + "\ncommand: [sh, -c, 'echo "
              + agent
              + " >> log; if [ -e do."
              + agent
              + " ]; then . ./do."
              + agent
              + "; fi', agent, '{prompt}']\n");
    }
  }

  private void does(String agent, String script) throws Exception {
    continuo.write("do." + agent, script);
  }

  @Test
  void parallel_independent() throws Exception {
    does("fastapi-backend-expert", MEET.formatted(2));
    does("react-frontend-architect", MEET.formatted(2));

    holds("pattern-1", run("pattern-1-parallel-independent.yaml", TWO), Map.of());
  }

  @Test
  void five_independent_tasks_run_two_at_a_time_and_a_failure_stops_no_other() throws Exception {
    does("pytest-test-master", "exit 3");
    var tasks = new StringBuilder("tasks:\n  bad: {agent: pytest-test-master}\n");
    for (var name : List.of("a", "b", "c", "d")) {
      tasks.append("  ").append(name).append(": {agent: codebase-cleaner}\n");
    }

    var run = submit("pattern-1-parallel-independent.yaml", tasks.toString());

    assertThat(api().over(run)).isEqualTo("failed");
    assertThat(api().run(run).path("counts").path("succeeded").asInt()).isEqualTo(4);
    assertThat(mostAtOnce(spans(run))).isLessThanOrEqualTo(2);
  }

  @Test
  void sequential_handoff() throws Exception {
    does(
        "fastapi-backend-expert",
        "cd \"$CONTINUO_ARTIFACTS\"; echo made > migration_script; echo made > updated_schema;"
            + " echo made > api_contract");
    does("react-frontend-architect", "cp \"$CONTINUO_NEEDS\" needs; printf %s \"$1\" > told");

    var run = run("pattern-2-sequential-handoff.yaml", HANDOFF);

    holds("pattern-2", run, Map.of());
    var needs = Continuo.JSON.readTree(String.join("", continuo.lines("needs")));
    var schema = needs.path("db_migration").path("artifacts").path("updated_schema").asString();
    assertThat(Files.readString(Path.of(schema))).isEqualTo("made\n");
    assertThat(needs.path("api_update").path("artifacts").has("api_contract")).isTrue();
    assertThat(continuo.lines("told"))
        .containsExactly(
            "Your task: frontend integration.",
            "",
            "The file $CONTINUO_NEEDS has the paths of the files that they have left.");
  }

  @Test
  void a_step_without_its_artifact_fails_by_its_name_and_nothing_behind_it_starts()
      throws Exception {
    does(
        "fastapi-backend-expert",
        "printf %s \"$1\" > told; : > \"$CONTINUO_ARTIFACTS/migration_script\"");

    var run = submit("pattern-2-sequential-handoff.yaml", HANDOFF);

    assertThat(api().settled(run).path("state").asString()).isEqualTo("paused");
    assertThat(api().task(run, "db_migration").path("reason").asString())
        .isEqualTo("did not produce `updated_schema`");
    assertThat(api().task(run, "api_update").path("turns")).isEmpty();
    assertThat(api().state(run, "frontend_integration")).isEqualTo("pending");
    assertThat(continuo.lines("told"))
        .containsExactly(
            "Your task: db migration.",
            "",
            "Leave these files in the folder $CONTINUO_ARTIFACTS: `migration_script`,"
                + " `updated_schema`.");
  }

  @Test
  void parallel_with_sync_points() throws Exception {
    var sync = Program.line() + " sync 'Type synchronization' || exit 1\n";
    does("fastapi-backend-expert", "echo before >> types\n" + sync + "echo after >> types");
    does("react-frontend-architect", "echo before >> types\n" + sync + "echo after >> types");

    var run = run("pattern-3-parallel-sync-points.yaml", SYNCED);

    holds("pattern-3", run, Map.of());
    assertThat(continuo.lines("types")).containsExactly("before", "before", "after", "after");
  }

  @Test
  void a_stream_that_fails_lets_nobody_wait_for_it() throws Exception {
    does(
        "fastapi-backend-expert",
        Program.line() + " sync 'Type synchronization' 2> said; echo $? >> said; exit 1");
    does("react-frontend-architect", "exit 1");

    var run = submit("pattern-3-parallel-sync-points.yaml", SYNCED);

    assertThat(api().settled(run).path("state").asString()).isEqualTo("paused");
    assertThat(continuo.lines("said"))
        .containsExactly("sync point `Type synchronization`: failed `frontend`", "1");
    assertThat(api().task(run, "integration").path("turns")).isEmpty();
  }

  @Test
  void primary_with_reviewers() throws Exception {
    does("architecture-guardian", MEET.formatted(2) + PASS);
    does("pytest-test-master", MEET.formatted(2) + PASS);

    var run = run("pattern-4-primary-with-reviewers.yaml", null);

    holds(
        "pattern-4",
        run,
        Map.of(
            "review_arch",
            "primary/architecture-guardian/1",
            "review_tests",
            "primary/pytest-test-master/1"));
  }

  @Test
  void reviews_come_in_order_when_they_are_not_parallel_and_a_rejection_starts_anew()
      throws Exception {
    does("architecture-guardian", PASS);
    does(
        "pytest-test-master",
        "if [ -e again ]; then "
            + PASS.strip()
            + "; else touch again; echo '{\"verdict\":"
            + " \"reject\", \"findings\": [\"no test\"]}' > \"$CONTINUO_RESULT\"; fi");
    var config =
        Files.readString(FOLDER.resolve("pattern-4-primary-with-reviewers.yaml"))
            .replace("parallel_execution: true", "parallel_execution: false");

    var run = api().submitPattern(config, null);

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log"))
        .containsExactly(
            "fastapi-backend-expert",
            "architecture-guardian",
            "pytest-test-master",
            "fastapi-backend-expert",
            "architecture-guardian",
            "pytest-test-master");
    assertThat(api().task(run, "primary").path("rounds").asInt()).isEqualTo(1);
  }

  @Test
  void after_the_last_round_of_reviews_a_person_decides() throws Exception {
    does("architecture-guardian", PASS);
    does("pytest-test-master", "echo '{\"verdict\": \"reject\"}' > \"$CONTINUO_RESULT\"");

    var run = submit("pattern-4-primary-with-reviewers.yaml", null);

    assertThat(api().settled(run).path("stuck").asBoolean()).isTrue();
    assertThat(api().state(run, "primary")).isEqualTo("blocked");
    assertThat(api().task(run, "primary").path("reason").asString())
        .isEqualTo("gate `pytest-test-master`: verdict `reject`");
    assertThat(api().task(run, "primary").path("attempt").asInt()).isEqualTo(4);
  }

  @Test
  void incremental_with_validation() throws Exception {
    does("pytest-test-master", PASS);

    var run = run("pattern-5-incremental-validation.yaml", null);

    holds(
        "pattern-5",
        run,
        Map.of(
            "users_module.validate",
            "users_module/validate/1",
            "tasks_module.validate",
            "tasks_module/validate/1"));
  }

  @Test
  void a_failed_validation_pauses_and_a_validated_phase_is_not_repeated() throws Exception {
    does(
        "pytest-test-master",
        "[ -e good ] && "
            + PASS
            + "[ -e good ] || echo '{\"verdict\": \"fail\"}' > \"$CONTINUO_RESULT\"\n");
    var run = submit("pattern-5-incremental-validation.yaml", null);

    assertThat(api().settled(run).path("state").asString()).isEqualTo("paused");
    assertThat(api().task(run, "tasks_module").path("attempt").asInt()).isZero();
    assertThat(api().task(run, "users_module").path("rounds").asInt()).isZero();

    continuo.touch("good");
    assertThat(continuo.run("retry", run).exitCode()).isZero();
    api().awaitTask(run, "users_module", "succeeded");
    kill();
    serve();
    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(api().task(run, "users_module").path("attempt").asInt()).isEqualTo(2);
  }

  @Test
  void fan_out_fan_in() throws Exception {
    does("fastapi-backend-expert", MEET.formatted(3));
    does("pytest-test-master", "cp \"$CONTINUO_NEEDS\" needs");

    var run = run("pattern-6-fan-out-fan-in.yaml", null);

    holds("pattern-6", run, Map.of());
    assertThat(Continuo.JSON.readTree(String.join("", continuo.lines("needs"))).propertyNames())
        .containsExactly("api_gateway", "user_service", "task_service");
  }

  @Test
  void conditional_branching() throws Exception {
    does(
        "architecture-guardian",
        "echo '{\"conditions\": [\"big\", \"simple_cleanup\", \"high_complexity\"]}' > \"$CONTINUO_RESULT\"");

    holds("pattern-7", run("pattern-7-conditional-branching.yaml", null), Map.of());
    assertThat(continuo.lines("log")).containsExactly("architecture-guardian", "codebase-cleaner");
  }

  @Test
  void an_analyzer_that_chooses_nothing_waits_for_a_person() throws Exception {
    does(
        "architecture-guardian",
        "[ -e sure ] && echo '{\"branch\": \"simple_cleanup\"}' > \"$CONTINUO_RESULT\"; true");
    var run = submit("pattern-7-conditional-branching.yaml", null);

    assertThat(api().settled(run).path("stuck").asBoolean()).isTrue();
    assertThat(api().state(run, "analyze")).isEqualTo("blocked");
    assertThat(api().task(run, "analyze").path("reason").asString())
        .isEqualTo("its result chooses none of `high_complexity`, `simple_cleanup`");
    assertThat(continuo.run("wait", run).exitCode()).isEqualTo(6);

    continuo.touch("sure");
    assertThat(continuo.run("retry", run + "/analyze").exitCode()).isZero();
    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log").getLast()).isEqualTo("comment-cleaner");
    assertThat(api().task(run, "high_complexity").path("reason").asString())
        .isEqualTo("its condition `needs[\"analyze\"].choice == \"high_complexity\"` is false");
  }

  @Test
  void a_combination_of_three() throws Exception {
    does("fastapi-backend-expert", MEET.formatted(2));
    does("react-frontend-architect", MEET.formatted(2));
    does(
        "pytest-test-master",
        PASS
            + "if [ -n \"$CONTINUO_ARTIFACTS\" ]; then : > \"$CONTINUO_ARTIFACTS/test_report\"; fi");

    holds(
        "combo-fullstack-quality",
        run("combo-fullstack-quality.yaml", null),
        Map.of("review.pytest-test-master", "review.primary/pytest-test-master/1"));
  }

  @Test
  void every_example_of_the_guide_runs() throws Exception {
    var leaves =
        "cd \"$CONTINUO_ARTIFACTS\" && touch schema.sql api_contract test_report; echo '{\"verdict\":"
            + " \"pass\", \"branch\": \"simple_cleanup\"}' > \"$CONTINUO_RESULT\"";
    for (var agent : AGENTS) {
      does(agent, leaves);
    }
    var guide = Files.readString(Path.of("docs/guides/choose-a-pattern.md"));
    var examples =
        Pattern.compile("(?s)```yaml\n# (\\S+)\n(.*?)```").matcher(guide).results().toList();
    assertThat(examples).hasSize(8);
    for (var example : examples) {
      continuo.write(example.group(1), example.group(2));
      assertThat(continuo.run("run", example.group(1)).err())
          .as(example.group(1))
          .containsPattern("run r-[0-9a-z]{6} succeeded in .* tasks?\n$");
    }
  }

  /** Runs a configuration as it stands; returns the run, which succeeded. */
  private String run(String config, @Nullable String tasks) throws Exception {
    Files.copy(FOLDER.resolve(config), continuo.file(config));
    var words = new ArrayList<>(List.of("run", config, "--json"));
    if (tasks != null) {
      continuo.write("tasks.yaml", tasks);
      words.addAll(List.of("--tasks", "tasks.yaml"));
    }
    var ended = continuo.run(words.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return Continuo.JSON.readTree(ended.out()).path("id").asString();
  }

  private String submit(String config, @Nullable String tasks) throws Exception {
    return api().submitPattern(Files.readString(FOLDER.resolve(config)), tasks);
  }

  private Map<String, Span> spans(String run) throws Exception {
    var spans = new TreeMap<String, Span>();
    for (var task : api().tasks(run)) {
      var turns = task.path("turns");
      if (!turns.isEmpty()) {
        spans.put(
            task.path("name").asString(),
            new Span(
                Instant.parse(turns.path(0).path("startedAt").asString()),
                Instant.parse(turns.path(turns.size() - 1).path("endedAt").asString())));
      }
    }
    return spans;
  }

  private static long mostAtOnce(Map<String, Span> spans) {
    return spans.values().stream()
        .mapToLong(
            at ->
                spans.values().stream()
                    .filter(
                        other ->
                            !other.started().isAfter(at.started())
                                && other.ended().isAfter(at.started()))
                    .count())
        .max()
        .orElse(0);
  }

  /** The run went as the file says; {@code names} are the tasks that it calls otherwise. */
  private void holds(String pattern, String run, Map<String, String> names) throws Exception {
    var expected = expected(pattern);
    var spans = spans(run);
    for (var edge : lists(expected, "edges")) {
      var before = spans.get(names.getOrDefault(edge.get(0), edge.get(0)));
      var after = spans.get(names.getOrDefault(edge.get(1), edge.get(1)));
      if (after != null) {
        assertThat(before).as(edge.toString()).isNotNull();
        assertThat(before.ended()).as(edge.toString()).isBeforeOrEqualTo(after.started());
      } else {
        assertThat(expected.get("exactly_one_of")).as(edge + " in " + spans).isNotNull();
      }
    }
    for (var group : lists(expected, "overlap")) {
      for (var one : group) {
        for (var other : group) {
          assertThat(span(spans, names, one).overlaps(span(spans, names, other)))
              .as(one + " and " + other)
              .isTrue();
        }
      }
    }
    if (expected.get("max_running") instanceof Integer most) {
      assertThat(mostAtOnce(spans)).isEqualTo(most.longValue());
    }
    if (expected.get("exactly_one_of") instanceof List<?> some) {
      assertThat(some.stream().filter(spans::containsKey)).hasSize(1);
      for (var name : some) {
        assertThat(api().state(run, name.toString()))
            .isEqualTo(spans.containsKey(name.toString()) ? "succeeded" : "skipped");
      }
    }
  }

  private static Span span(Map<String, Span> spans, Map<String, String> names, String name) {
    var span = spans.get(names.getOrDefault(name, name));
    assertThat(span).as(name).isNotNull();
    return Objects.requireNonNull(span);
  }

  private static Map<?, ?> expected(String pattern) throws Exception {
    var text = Files.readString(FOLDER.resolve(pattern + ".expected.yaml"));
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static List<List<String>> lists(Map<?, ?> expected, String key) {
    var lists = new ArrayList<List<String>>();
    if (expected.get(key) instanceof List<?> all) {
      all.forEach(each -> lists.add(((List<?>) each).stream().map(Object::toString).toList()));
    }
    return lists;
  }
}
