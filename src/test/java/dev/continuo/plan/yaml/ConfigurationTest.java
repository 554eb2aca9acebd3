package dev.continuo.plan.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.plan.Configuration;
import dev.continuo.plan.Configuration.Hook;
import dev.continuo.plan.Configuration.Weight;
import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.Packets;
import dev.continuo.plan.Told;
import dev.continuo.plan.yaml.ConfigurationReader.Outcome;
import dev.continuo.routing.Fallback;
import dev.continuo.routing.Recommendation;
import dev.continuo.routing.Specialist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the files of a project that say how its plans are run. */
class ConfigurationTest {
  private static final String OURS = ".continuo/config.yaml";
  private static final String THEIRS = ".taskorchestrator/config.yaml";
  private static final String MAPPING = ".taskorchestrator/agent-mapping.yaml";

  @TempDir Path project;

  /** A file as its inventors wrote it, byte for byte. */
  static String literal(String name) {
    try (var in = ConfigurationTest.class.getResourceAsStream("/taskorchestrator/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Outcome read(Map<String, String> files) {
    return ConfigurationReader.read(ConfigurationFiles.of(new TreeMap<>(files)));
  }

  private static Configuration good(Map<String, String> files) {
    assertThat(problems(files)).isEmpty();
    return ((Outcome.Good) read(files)).configuration();
  }

  private static String problems(Map<String, String> files) {
    return switch (read(files)) {
      case Outcome.Good _ -> "";
      case Outcome.Bad(var problems, _) ->
          problems.stream()
              .map(
                  each ->
                      each.code()
                          + " "
                          + each.line()
                          + "\n"
                          + (each.hint().isEmpty() ? "" : "  hint: " + each.hint() + "\n"))
              .collect(Collectors.joining());
    };
  }

  @Test
  void the_files_of_the_other_tool_are_read_as_they_are() {
    var read = good(Map.of(THEIRS, literal("config.yaml"), MAPPING, literal("agent-mapping.yaml")));

    assertThat(read.maxParallelTasks()).contains(new Told<>(5, THEIRS));
    assertThat(read.autoLaunch()).contains(new Told<>(true, THEIRS));
    assertThat(read.maxAgents()).isEmpty();
    assertThat(read.routing().fallback()).contains(Fallback.USE_DEFAULT);
    assertThat(read.routing().otherwise())
        .contains(new Specialist("Implementation Specialist", ""));
    assertThat(read.routing().rows()).hasSize(12);
    assertThat(read.hooks()).isEmpty();
    assertThat(read.notes()).isEmpty();
    assertThat(read.files()).containsOnlyKeys(THEIRS, MAPPING);
  }

  @ParameterizedTest
  @CsvSource({
    "backend, Implementation Specialist, Haiku",
    "frontend, Implementation Specialist, Haiku",
    "database, Implementation Specialist, Haiku",
    "testing, Implementation Specialist, Haiku",
    "documentation, Implementation Specialist, Haiku",
    "bug, Senior Engineer, Sonnet",
    "error, Senior Engineer, Sonnet",
    "blocker, Senior Engineer, Sonnet",
    "complex, Senior Engineer, Sonnet",
    "feature-creation, Feature Architect, Opus",
    "planning, Planning Specialist, Sonnet",
    "task-breakdown, Planning Specialist, Sonnet"
  })
  void each_of_its_tags_calls_for_its_specialist(String tag, String name, String tier) {
    var routing = good(Map.of(MAPPING, literal("agent-mapping.yaml"))).routing();

    assertThat(routing.recommend(List.of("unknown", tag)))
        .isEqualTo(
            new Recommendation.Matched(
                new Specialist(name, tier), List.of(tag), List.of(), MAPPING));
  }

  @Test
  void what_ours_says_holds_key_by_key() {
    var read =
        good(
            Map.of(
                OURS,
                "parallelism: {max_parallel_tasks: 3}\nmodels: {Haiku: claude-haiku-4-5}\n",
                THEIRS,
                literal("config.yaml") + "models: {haiku: x, Opus: claude-opus-4-1}\n",
                ".continuo/agent-mapping.yaml",
                "bug: Bug Hunter\n",
                MAPPING,
                literal("agent-mapping.yaml")));

    assertThat(read.maxParallelTasks()).contains(new Told<>(3, OURS));
    assertThat(read.autoLaunch()).contains(new Told<>(true, THEIRS));
    assertThat(read.models())
        .isEqualTo(Map.of("haiku", "claude-haiku-4-5", "opus", "claude-opus-4-1"));
    assertThat(read.routing().rows()).hasSize(12);
    assertThat(read.routing().recommend(List.of("backend", "bug")))
        .isEqualTo(
            new Recommendation.Matched(
                new Specialist("Bug Hunter", ""),
                List.of("bug"),
                List.of("backend"),
                ".continuo/agent-mapping.yaml"));
  }

  @ParameterizedTest
  @CsvSource({"2, true", "3, false", "5, false", "6, true"})
  void a_number_that_is_not_recommended_is_noted(int tasks, boolean noted) {
    var read = good(Map.of(OURS, "parallelism: {max_parallel_tasks: " + tasks + "}"));

    assertThat(read.notes())
        .isEqualTo(
            noted
                ? List.of(
                    ".continuo/config.yaml: `max_parallel_tasks` is "
                        + tasks
                        + ", 3 to 5 are recommended")
                : List.of());
  }

  @Test
  void how_many_files_an_agent_is_given_holds_key_by_key_and_grows() {
    assertThat(
            good(Map.of(OURS, "packets: {max_files: 20}", THEIRS, "packets: {divided_files: 40}"))
                .packets())
        .isEqualTo(new Packets(5, 20, 40));
    assertThat(problems(Map.of(OURS, "packets: {max_files: 27}")))
        .isEqualTo(
            """
            number_out_of_range .continuo/config.yaml: `packets`: out of order, found 5, 27 and 26, must be `ideal_files` ≤ `max_files` ≤ `divided_files`
              hint: a key that is not written is 5, 14 or 26
            """);
    assertThat(good(Map.of(OURS, "packets: {max_files: 26}")).packets())
        .isEqualTo(new Packets(5, 26, 26));
  }

  @Test
  void nothing_and_empty_files_say_nothing() {
    assertThat(good(Map.of())).isEqualTo(Configuration.NONE);
    assertThat(good(Map.of(OURS, "# later\n", MAPPING, "")).routing().configured()).isFalse();
  }

  @Test
  void dependencies_are_always_respected() {
    assertThat(problems(Map.of(THEIRS, "parallelism:\n  respect_dependencies: false\n")))
        .isEqualTo(
            """
            dependencies_ignored .taskorchestrator/config.yaml:2:25: `parallelism`: `respect_dependencies` is `false`, which no run can have: a task never starts before what it needs has succeeded
              hint: remove it, or write `needs: {NAME: ended}` where a failure does not matter
            """);
  }

  @Test
  void what_is_wrong_is_told_with_its_place() {
    var ours =
        """
        paralelism: {}
        parallelism: {max_parallel_task: 3, auto_launch: 5}
        specialist_routing: {fallback_behavior: use-default, default_specialist: (x)}
        quality_gates: {enabled: maybe, task_gates: {testing: {required: true}, a b: {hook: x}, c: 5}}
        limits: {max_agents: 0}
        models: {a: [1]}
        """;
    assertThat(problems(Map.of(OURS, ours, MAPPING, "a b: Nobody\nbug: [x]\nerror: '?'\n")))
        .isEqualTo(
            """
            key_unknown .continuo/config.yaml:1:1: unknown key `paralelism`, did you mean `parallelism`?
            key_unknown .continuo/config.yaml:2:15: `parallelism`: unknown key `max_parallel_task`, did you mean `max_parallel_tasks`?
            type_wrong .continuo/config.yaml:2:50: `parallelism`: `auto_launch` has the wrong type, found the number `5`, must be `true` or `false`
              hint: write it like `auto_launch: true`
            word_unknown .continuo/config.yaml:3:41: `specialist_routing`: `fallback_behavior` is unknown, found `use-default`, did you mean `use_default`?
            name_invalid .continuo/config.yaml:3:74: `specialist_routing`: `default_specialist` is no specialist, found `(x)`, must be a name like `Senior Engineer (Sonnet)`
              hint: write it like `default_specialist: Implementation Specialist`
            type_wrong .continuo/config.yaml:4:26: `quality_gates`: `enabled` has the wrong type, found the text `maybe`, must be `true` or `false`
              hint: write it like `enabled: true`
            key_missing .continuo/config.yaml:4:55: `quality_gates`, `task_gates`, gate `testing`: key `hook` is missing
              hint: write it like `hook: run_tests`
            name_invalid .continuo/config.yaml:4:73: `quality_gates`, `task_gates`: the gate is not a name, found `a b`, must be 1 to 100 letters, digits, `_`, `.` or `-`, not starting with `.` or `-`
              hint: write `a-b`
            type_wrong .continuo/config.yaml:4:92: `quality_gates`, `task_gates`: `c` has the wrong type, found the number `5`, must be a map with `hook`
              hint: write it like `task_gates: {testing: {hook: run_tests}}`
            number_out_of_range .continuo/config.yaml:5:22: `limits`: `max_agents` is out of range, found `0`, must be a whole number from 1 to 1000
              hint: write `1` for the least
            type_wrong .continuo/config.yaml:6:13: `models`: `a` has the wrong type, found a list, must be a text
              hint: write it like `models: {Haiku: claude-haiku-4-5}`
            name_invalid .taskorchestrator/agent-mapping.yaml:1:1: the tag is not a name, found `a b`, must be 1 to 100 letters, digits, `_`, `.` or `-`, not starting with `.` or `-`
              hint: write `a-b`
            type_wrong .taskorchestrator/agent-mapping.yaml:2:6: `bug` has the wrong type, found a list, must be a name like `Senior Engineer (Sonnet)`
              hint: write it like `bug: Senior Engineer (Sonnet)`
            name_invalid .taskorchestrator/agent-mapping.yaml:3:8: `error` is no specialist, found `?`, must be a name like `Senior Engineer (Sonnet)`
              hint: write it like `error: Senior Engineer (Sonnet)`
            """);
  }

  @Test
  void a_default_is_needed_to_use_it() {
    assertThat(problems(Map.of(OURS, "specialist_routing: {fallback_behavior: use_default}")))
        .isEqualTo(
            """
            key_missing .continuo/config.yaml: `fallback_behavior` is `use_default`, and `default_specialist` is missing
              hint: write below it `default_specialist: Implementation Specialist`
            """);
  }

  @Test
  void a_file_that_is_no_map_or_too_large_is_refused() {
    assertThat(problems(Map.of(OURS, "- a\n", MAPPING, "x: y\n" + "#".repeat(65_536))))
        .isEqualTo(
            """
            type_wrong .continuo/config.yaml:1:1: the file has the wrong type, found a list, must be a map
              hint: write it like `parallelism: {max_parallel_tasks: 5}`
            plan_too_large .taskorchestrator/agent-mapping.yaml: too large, found 65541 bytes, must be at most 65536
              hint: keep only what is different for this project in it
            """);
  }

  @Test
  void hooks_are_files_of_the_project_that_can_be_executed() throws IOException {
    write(THEIRS, literal("config.yaml").replace("enabled: false", "enabled: true"));
    hook(".taskorchestrator/hooks/run_tests");
    hook(".taskorchestrator/hooks/validate_summary");
    hook(".continuo/hooks/validate_summary");

    var read = ConfigurationReader.read(new ConfigurationFolder(project));

    var hooks =
        List.of(
            new Hook("testing", ".taskorchestrator/hooks/run_tests", Weight.REQUIRED),
            new Hook("completion", ".continuo/hooks/validate_summary", Weight.ADVISORY));
    var configuration = ((Outcome.Good) read).configuration();
    assertThat(configuration.hooks()).isEqualTo(hooks);
    assertThat(ConfigurationReader.read(ConfigurationFiles.of(configuration.files())))
        .isEqualTo(read);
  }

  @Test
  void a_hook_that_is_not_there_is_refused_once_gates_are_enabled() throws IOException {
    write(THEIRS, literal("config.yaml").replace("enabled: false", "enabled: true"));
    write(".continuo/hooks/validate_summary", "not executable");

    assertThat(
            ((Outcome.Bad) ConfigurationReader.read(new ConfigurationFolder(project))).problems())
        .extracting(each -> each.line() + "\n" + each.hint())
        .containsExactly(
            ".taskorchestrator/config.yaml:16:13: gate `testing`: `hook` names no file that can be"
                + " executed, found `run_tests`, must be in `.continuo/hooks/` or"
                + " `.taskorchestrator/hooks/`\n"
                + "write it and `chmod +x` it, or set `enabled: false` under `quality_gates`",
            ".taskorchestrator/config.yaml:19:13: gate `completion`: `hook` names no file that can"
                + " be executed, found `validate_summary`, must be in `.continuo/hooks/` or"
                + " `.taskorchestrator/hooks/`\n"
                + "write it and `chmod +x` it, or set `enabled: false` under `quality_gates`");
  }

  @Test
  void a_file_that_cannot_be_read_is_told() throws IOException {
    Files.createDirectories(project.resolve(OURS));

    assertThat(
            ((Outcome.Bad) ConfigurationReader.read(new ConfigurationFolder(project))).problems())
        .extracting(each -> each.code() + " " + each.line())
        .containsExactly(
            "configuration_unreadable .continuo/config.yaml: cannot be read, it is a folder");
  }

  private void write(String path, String text) throws IOException {
    var file = project.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private void hook(String path) throws IOException {
    write(path, "#!/bin/sh\n");
    assertThat(project.resolve(path).toFile().setExecutable(true)).isTrue();
  }
}
