package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan asks of whoever runs it. */
class InputsTest {
  private static final String DEPLOY =
      """
      inputs:
        version: {required: true, description: What to deploy}
        target: {type: choice, options: [staging, production], default: staging}
        count: {type: number, default: 2}
        dry-run: {type: boolean}
        note:
      env: {TO: "${{ inputs.target }}"}
      tasks:
        a:
          run: [deploy, "--to=${{inputs.target}}", "${{ inputs.note }}", "v${{ inputs.version }}"]
          env: {COUNT: "${{ inputs.count }}+${{ inputs.count }}"}
      """;

  @TempDir Path temp;

  @Test
  void values_reach_tasks_as_variables_and_arguments() {
    var plan = plan(DEPLOY, Map.of("version", "1.2 $(rm)", "dry-run", "TRUE"));

    assertThat(plan.inputs())
        .isEqualTo(
            Map.of(
                "version", "1.2 $(rm)",
                "target", "staging",
                "count", "2",
                "dry-run", "true",
                "note", ""));
    assertThat(plan.env())
        .isEqualTo(
            Map.of(
                "INPUT_VERSION", "1.2 $(rm)",
                "INPUT_TARGET", "staging",
                "INPUT_COUNT", "2",
                "INPUT_DRY_RUN", "true",
                "INPUT_NOTE", "",
                "TO", "staging"));
    var task = plan.tasks().getFirst();
    assertThat(task.env()).isEqualTo(Map.of("COUNT", "2+2"));
    assertThat(task.work())
        .isEqualTo(new Work.Command(List.of("deploy", "--to=staging", "", "v1.2 $(rm)")));
  }

  @Test
  void a_value_that_looks_like_a_reference_is_none() {
    var plan = plan(DEPLOY, Map.of("version", "${{ inputs.count }}"));

    assertThat(plan.inputs()).containsEntry("version", "${{ inputs.count }}");
    assertThat(((Work.Command) plan.tasks().getFirst().work()).arguments())
        .contains("v${{ inputs.count }}");
  }

  @Test
  void a_value_that_does_not_fit_is_told_where_it_is_declared() {
    assertThat(
            problems(
                DEPLOY, Map.of("target", "prodution", "count", "two", "dry-run", "yes", "nte", "")))
        .isEqualTo(
            """
            input_unknown plan.yaml: unknown input `nte`, did you mean `note`?
              hint: it has `count`, `dry-run`, `note`, `target`, `version`
            input_missing plan.yaml:2:3: input `version`: is required, and has no value
              hint: give it one with `--input version=VALUE`
            input_invalid plan.yaml:3:3: input `target`: is none of its options, found `prodution`, did you mean `production`?
            input_invalid plan.yaml:4:3: input `count`: is not a number, found `two`
              hint: write digits, like `3` or `-1.5`
            input_invalid plan.yaml:5:3: input `dry-run`: is neither true nor false, found `yes`
              hint: write `true` or `false`
            """);
    assertThat(problems("tasks: {a: {run: x}}", Map.of("x", "y")))
        .isEqualTo(
            """
            input_unknown plan.yaml: unknown input `x`
              hint: the plan has no inputs
            """);
    assertThat(problems(DEPLOY, Map.of("version", "a\0b", "target", "moon")))
        .isEqualTo(
            """
            text_unusable plan.yaml:2:3: input `version`: is no text for a process, found the character NUL
              hint: remove this character
            input_invalid plan.yaml:3:3: input `target`: is none of its options, found `moon`
              hint: choose from `staging`, `production`
            """);
  }

  @Test
  void a_plan_that_is_only_checked_needs_no_values() {
    var later =
        new References(Plans.AGENTS, ConfigurationFiles.NONE, new InputValues.Later(), Plans.CEL);

    assertThat(Plans.problems(DEPLOY.getBytes(StandardCharsets.UTF_8), later)).isEmpty();
  }

  @Test
  void declarations_are_checked() {
    assertThat(
            Plans.problems(
                """
                inputs:
                  1st: {}
                  a-b: {type: nubmer}
                  a_b: {type: number, default: many}
                  c: {type: choice}
                  d: {options: [x, x]}
                  e: {type: choice, options: [x], default: y}
                  f: text
                  g: {requird: true}
                tasks: {a: {run: x}}
                """))
        .isEqualTo(
            """
            name_invalid plan.yaml:2:3: input `1st`: has no valid name, must be 1 to 100 letters, digits, `_` or `-`, not starting with a digit or `-`
              hint: write a name like `version`
            word_unknown plan.yaml:3:15: input `a-b`: `type` is unknown, found `nubmer`, did you mean `number`?
            input_name_taken plan.yaml:4:3: input `a_b`: becomes the variable of input `a-b`, found `INPUT_A_B`
              hint: rename one of the two
            input_invalid plan.yaml:4:32: input `a_b`: is not a number, found `many`
              hint: write digits, like `3` or `-1.5`
            key_missing plan.yaml:5:3: input `c`: key `options` is missing
              hint: write it like `options: [staging, production]`
            options_without_choice plan.yaml:6:3: input `d`: has `options` but is no choice
              hint: write `type: choice`, or remove `options`
            option_duplicate plan.yaml:6:20: input `d`: element 2 of `options` stands twice, found `x`
              hint: remove one
            input_invalid plan.yaml:7:44: input `e`: is none of its options, found `y`
              hint: choose from `x`
            type_wrong plan.yaml:8:6: input `f`: its declaration has the wrong type, found the text `text`, must be a map that may be empty
              hint: write it like `version: {type: string}`
            key_unknown plan.yaml:9:7: input `g`: unknown key `requird`, did you mean `required`?
            """);
  }

  @Test
  void references_are_checked() {
    assertThat(
            Plans.problems(
                """
                inputs: {version: {}}
                env: {A: "${{ inputs.verison }}", B: "${{ inputs.x.y }}", C: "${{ inputs.qqq }}"}
                tasks:
                  a: {run: "echo ${{ inputs.version }}"}
                  b: {agent: claude, prompt: "${{ inputs.version }}"}
                """))
        .isEqualTo(
            """
            input_unknown plan.yaml:2:10: variable `A` refers to an unknown input, found `verison`, did you mean `version`?
            expression_unavailable plan.yaml:2:38: variable `B` has an expression, found `${{`, only `${{ inputs.NAME }}` is available
              hint: write the value itself
            input_unknown plan.yaml:2:62: variable `C` refers to an unknown input, found `qqq`
              hint: declare it, like `inputs: {version: {type: string}}`
            expression_in_script plan.yaml:4:12: task `a`: `run` has an expression, found `${{`, a value pasted into a script could become a command
              hint: set a variable under `env`, and write `$NAME` in the script
            expression_unavailable plan.yaml:5:30: task `b`: `prompt` has an expression, found `${{`, expressions are not available yet
              hint: write the value itself
            """);
  }

  @Test
  void values_have_a_length_together() {
    var plan = "inputs: {a: {}, b: {}}\ntasks: {a: {run: x}}";

    assertThat(problems(plan, Map.of("a", "x".repeat(65_535), "b", "y"))).isEmpty();
    assertThat(problems(plan, Map.of("a", "x".repeat(65_535), "b", "yy")))
        .isEqualTo(
            """
            inputs_too_long plan.yaml: the values of its inputs are too long, found 65537 bytes in all, must be at most 65536
              hint: hand over the names of files
            """);
  }

  @Test
  void references_cannot_be_multiplied_without_end() {
    var value = Map.of("a", "x".repeat(60_000));
    var many = new StringBuilder("inputs: {a: {}}\ntasks:\n");
    for (int i = 0; i < 1_200; i++) {
      many.append("  t").append(i).append(": {run: x, env: {A: '${{ inputs.a }}'}}\n");
    }
    var shared =
        new StringBuilder("inputs: {a: {}}\ndefaults: {env: {A: '${{ inputs.a }}'}}\ntasks:\n");
    for (int i = 0; i < 1_200; i++) {
      shared.append("  t").append(i).append(": {run: x}\n");
    }

    assertThat(problems(many.toString(), value))
        .isEqualTo(
            """
            yaml_expansion_too_large plan.yaml:1121:28: references to inputs make the plan too large, must be at most 64 MiB in full
              hint: refer to them less often, or read the variable in the task
            """);
    assertThat(problems(shared.toString(), value))
        .startsWith(
            "yaml_expansion_too_large plan.yaml:2:11: `defaults` is too large for 1200 tasks");
  }

  @Test
  void a_file_of_values_is_yaml_or_json() throws IOException {
    var yaml =
        Files.writeString(temp.resolve("a.yaml"), "version: 1.10\ndry-run: true\nnote: ''\n");
    var json = Files.writeString(temp.resolve("a.json"), "{\"version\": \"1.10\", \"note\": \"\"}");

    assertThat(InputsFile.open(yaml, "a.yaml"))
        .isEqualTo(
            new InputsFile.Good(
                new TreeMap<>(Map.of("version", "1.10", "dry-run", "true", "note", ""))));
    assertThat(InputsFile.open(json, "a.json"))
        .isEqualTo(new InputsFile.Good(new TreeMap<>(Map.of("version", "1.10", "note", ""))));
  }

  @Test
  void a_file_of_no_values_is_told() throws IOException {
    var file = temp.resolve("a.yaml");
    assertThat(bad(file))
        .isEqualTo(
            "a.yaml: the inputs cannot be read, there is no such file"
                + " | check the path, it is seen from the folder that you are in");
    Files.writeString(file, "- a\n");
    assertThat(bad(file))
        .isEqualTo(
            "a.yaml: no inputs, must be a map of names and values | write it like `version: 1.2`");
    Files.writeString(file, "a: [b]\n");
    assertThat(bad(file))
        .isEqualTo(
            "a.yaml:1:4: input `a` has the wrong type, found a list, must be a text, a number or a"
                + " truth value | write it like `version: 1.2`");
    Files.write(file, new byte[InputsFile.FILE_BYTES_MAX + 1]);
    assertThat(bad(file))
        .isEqualTo(
            "a.yaml: the file is too large, must be at most 1048576 bytes | hand over the names of"
                + " files");
  }

  private static String bad(Path file) {
    var problem = ((InputsFile.Bad) InputsFile.open(file, "a.yaml")).problem();
    return problem.line() + " | " + problem.hint();
  }

  private static Plan plan(String yaml, Map<String, String> values) {
    var reading =
        PlanReader.read(
            yaml.getBytes(StandardCharsets.UTF_8), "plan.yaml", given(values), Text.Inline::new);
    return ((Reading.Good) reading).plan();
  }

  private static String problems(String yaml, Map<String, String> values) {
    return Plans.problems(yaml.getBytes(StandardCharsets.UTF_8), given(values));
  }

  private static References given(Map<String, String> values) {
    return new References(
        Plans.AGENTS,
        ConfigurationFiles.NONE,
        new InputValues.Given(new TreeMap<>(values)),
        Plans.CEL);
  }
}
