package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no YAML, YAML that plans may not use, and files that are made to do harm. */
class BadYamlTest {
  private static final String DAMAGE = "\"'[]{}:,&*!|>%@\\#?-\n\t ~0U";

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      textBlock =
          """
          tasks:|  a: x: y => 2:7: a `:` is not expected here|  hint: a text that contains `: ` needs quotes around it
          tasks:|  a: "abc => 2:6: a quote is not closed|  hint: write the same quote at the text's end
          tasks:|  a: [a, b => 2:6: a list is not closed, a `,` or `]` is missing|  hint: write `]` behind its last element
          tasks:|  a: {a: b => 2:6: a map is not closed, a `,` or `}` is missing|  hint: write `}` behind its last value
          a:|  b: {x: y}| c: z => 3:2: this line does not continue what stands above it|  hint: check its indentation
          a: !|b => 2:1: a key has no `:` behind it|  hint: write it like `key: value`
          a: @b => 1:4: a value cannot start with `@`|  hint: put quotes around it
          a: `b => 1:4: a value cannot start with `'`|  hint: put quotes around it
          a: "\\q" => 1:6: not valid YAML, found unknown escape character q(113)|  hint: write `\\\\` for a backslash, or put single quotes around the text
          a: "\\UFFFFFFFF" => 1:2: an escape in the text that follows names no character|  hint: write `\\\\` for a backslash, or put single quotes around the text
          ] => 1:1: not valid YAML, expected the node content, but found `]`|  hint: look for quotes, brackets and indentation that do not fit, here or in the line above
          """)
  void what_is_not_yaml_is_told_in_our_words(String yaml, String told) {
    assertThat(Plans.problems(yaml.replace('|', '\n')))
        .isEqualTo("yaml_syntax plan.yaml:" + told.replace('|', '\n') + "\n");
  }

  @Test
  void a_tab_cannot_indent() {
    assertThat(Plans.problems("tasks:\n\ta: 1\n"))
        .isEqualTo(
            """
            yaml_syntax plan.yaml:2:1: a tab stands where only spaces may
              hint: indent with spaces
            """);
  }

  @Test
  void another_version_of_yaml_is_refused() {
    assertThat(Plans.problems("%YAML 3.0\n---\na: b\n"))
        .isEqualTo(
            """
            yaml_syntax plan.yaml: a version of YAML is not known, must be 1.2
              hint: remove the line `%YAML`
            """);
  }

  @Test
  void a_plan_is_one_document_and_a_map() {
    assertThat(Plans.problems("a: 1\n---\nb: 2\n"))
        .isEqualTo(
            """
            yaml_second_document plan.yaml:2:1: a second document starts here, a plan is one document
              hint: remove the `---`, or put what follows into a file of its own
            """);
    assertThat(Plans.problems("- a\n"))
        .isEqualTo(
            """
            type_wrong plan.yaml:1:1: the plan has the wrong type, found a list, must be a map with `tasks`
              hint: write it like `tasks: {build: {run: make}}`
            """);
  }

  @Test
  void tags_are_refused() {
    assertThat(Plans.problems("a: !!java.net.URL [x]"))
        .isEqualTo(
            """
            yaml_tag_refused plan.yaml:1:4: a tag is not allowed here, found `!!java.net.URL`, plans are plain YAML
              hint: remove the tag, or put quotes around a text that begins with `!`
            """);
    assertThat(Plans.problems("a: !foo x")).contains("found `!foo`");
    assertThat(Plans.problems("a: !!binary aGk=")).contains("found `!!binary`");
    assertThat(Plans.problems("a: !!map [x]")).contains("found `!!map`");
    assertThat(Plans.problems("!!map {tasks: !!map {a: {run: !!str 42, retries: !!int 1}}}"))
        .isEmpty();
  }

  @Test
  void an_alias_needs_an_anchor_before_it() {
    var told =
        """
        yaml_alias_unknown plan.yaml:1:%d: alias `*a` has no anchor before it
          hint: put quotes around a text that begins with `*`
        """;
    assertThat(Plans.problems("a: *a")).isEqualTo(told.formatted(4));
    assertThat(Plans.problems("a: &a [*a]")).isEqualTo(told.formatted(8));
  }

  @Test
  void an_alias_bomb_is_refused() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      var alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", alias, alias, alias, alias)));
    }
    assertThat(Plans.problems(bomb.toString()))
        .startsWith("yaml_expansion_too_large plan.yaml:")
        .endsWith(
            """
            : aliases make the file too large, must be at most 64 MiB in full
              hint: repeat less, or put long texts into files
            """);
  }

  @Test
  void defaults_cannot_be_multiplied_without_end() {
    var yaml = new StringBuilder("defaults: {env: {A: " + "x".repeat(100_000) + "}}\ntasks:\n");
    for (int i = 0; i < 1000; i++) {
      yaml.append("  t").append(i).append(": {run: x}\n");
    }
    assertThat(Plans.problems(yaml.toString()))
        .isEqualTo(
            """
            yaml_expansion_too_large plan.yaml:1:11: `defaults` is too large for 1000 tasks, must be at most 64 MiB in all of them
              hint: put its long texts into files
            """);
  }

  @Test
  void deep_nesting_is_refused_before_it_costs_anything() {
    assertThat(Plans.problems("[".repeat(1_000_000)))
        .isEqualTo(
            """
            yaml_too_deep plan.yaml:1:51: nested too deep, must be at most 50 levels
              hint: look for a bracket that is not closed
            """);
    assertThat(Plans.problems("{a: ".repeat(100_000))).startsWith("yaml_too_deep ");
    assertThat(Plans.problems("? ".repeat(100_000))).startsWith("yaml_too_deep ");
    assertThat(Plans.problems("- ".repeat(100_000))).startsWith("yaml_too_deep ");
    assertThat(Plans.problems("a: " + "[".repeat(49) + "]".repeat(49)))
        .doesNotContain("yaml_too_deep");
  }

  @Test
  void characters_that_yaml_forbids_are_named_with_their_place() {
    assertThat(Plans.problems("a: b\nc: \uD83D\uDE00\uFFFE\n"))
        .isEqualTo(
            """
            character_not_allowed plan.yaml:2:5: a character is not allowed in YAML, found U+FFFE
              hint: remove it, your editor may not show it
            """);
    assertThat(Plans.problems("a: \u0080")).contains("plan.yaml:1:4", "U+0080");
  }

  @Test
  void a_byte_order_mark_is_no_character() {
    assertThat(Plans.problems("\uFEFFtasks: {a: {run: x}}")).isEmpty();
    assertThat(Plans.problems("\uFEFFtask: 1")).contains("plan.yaml:1:1:");
  }

  @Test
  void what_a_message_quotes_is_short_and_harmless() {
    assertThat(
            Plans.problems("tasks: {a: {run: x}}\n\"\\e[31m`\\n\\u202E" + "x".repeat(99) + "\": 1"))
        .startsWith(
            "key_unknown plan.yaml:2:1: unknown key `U+001B[31m'\\nU+202E"
                + "x".repeat(52)
                + "…`,");
  }

  @Test
  void a_key_must_be_a_name() {
    assertThat(Plans.problems("? [a]\n: b\n~: c\ntasks: {a: {run: x}}"))
        .isEqualTo(
            """
            key_not_text plan.yaml:1:3: a key must be a name, found a list
              hint: write a name before the `:`
            key_not_text plan.yaml:3:1: a key must be a name, found nothing
              hint: write a name before the `:`
            """);
  }

  @Test
  void no_damage_to_a_good_plan_escapes_as_an_exception() {
    var good =
        """
        name: "n\\u0041"
        env: &e {A: 1}
        defaults: {timeout: 5m, env: *e, retries: {max: 1, delay: 2s}}
        tasks:
          a: {run: [x, 'y'], needs: {b: ended}, gates: [{check: {agent: claude, prompt: p}}]}
          b:
            run: |
              x
            locks: [l]
        """;
    var random = new Random(42);
    var refused = 0;
    for (int i = 0; i < 3_000; i++) {
      var bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int j = random.nextInt(3); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
      }
      var told = Plans.problems(bytes);
      assertThat(told).matches("|(?s)[a-z_]+ (plan\\.yaml|\\.continuo/agents/)[^\n]+\n.*");
      refused += told.isEmpty() ? 0 : 1;
    }
    assertThat(refused).isBetween(1_000, 2_999);
  }
}
