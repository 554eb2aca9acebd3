package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.Work;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a plan is long of, reading it is work in proportion to its length. */
class LongPlansTest {
  /** As long as eighty of the library's own buffers. */
  private static final int LENGTH = 80 << 10;

  private static Arguments shape(String name, IntFunction<String> text) {
    return Arguments.of(name, text);
  }

  private static IntFunction<String> around(String before, String repeated, String after) {
    return length -> before + repeated.repeat(length / repeated.length()) + after;
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        shape("one plain text", around("a: ", "x", "")),
        shape("one plain text of words", around("a: ", "x ", "")),
        shape("a comment", around("a: 1 # ", "x", "")),
        shape("a comment alone", around("#", "x", "\na: 1")),
        shape("blanks before a value", around("a: ", " ", "1")),
        shape("blanks alone", around("", " ", "\na: 1")),
        shape("tabs", around("a: ", "\t", "1")),
        shape("a text in double quotes", around("a: \"", "x", "\"")),
        shape("blanks in double quotes", around("a: \"x", " ", "x\"")),
        shape("escapes", around("a: \"", "\\u0041", "\"")),
        shape("a text in single quotes", around("a: '", "x", "'")),
        shape("single quotes in single quotes", around("a: '", "''", "'")),
        shape("a quote that is not closed", around("a: \"", "x", "")),
        shape("lines in quotes", around("a: \"", "\n", "\"")),
        shape("lines of a plain text", around("a:\n", " x\n", "")),
        shape("a line of a block", around("a: |\n  ", "x", "")),
        shape("lines of a block", around("a: |\n", "  x\n", "")),
        shape("empty lines of a block", around("a: |\n", "\n", "  x")),
        shape("a comment behind a block's sign", around("a: | #", "x", "\n  x")),
        shape("empty lines", around("", "\n", "a: 1")),
        shape("carriage returns", around("", "\r", "a: 1")),
        shape("lines of comments", around("", "#\n", "a: 1")),
        shape("a list in one line", around("a: [", "1,", "]")),
        shape("a list of lines", around("a:\n", "- 1\n", "")),
        shape("a map in one line", around("{", "a: 1,", "}")),
        shape("a map of lines", around("", "a: 1\n", "")),
        shape("JSON", around("{", "\"a\":1,", "}")),
        shape("blanks in brackets", around("a: [", " ", "]")),
        shape("a key", around("", "k", ": 1")),
        shape("a key in quotes", around("\"", "k", "\": 1")),
        shape("a key that is said to be one", around("? ", "k", "\n: 1")),
        shape("an anchor", around("a: &", "x", " 1")),
        shape("anchors", around("", "- &a 1\n", "")),
        shape("aliases", around("- &a 1\n", "- *a\n", "")),
        shape("a tag", around("a: !", "x", " 1")),
        shape("a tag in brackets", around("a: !<", "%41", "> 1")),
        shape("a directive", around("%FOO ", "x", "\n---\na: 1")),
        shape("directives", around("", "%FOO x\n", "---\na: 1")),
        shape("dashes", around("", "-", "")),
        shape("colons", around("", ":", "")),
        shape("a line that is no key", around("a: 1\n", "x", "\n")),
        shape("characters beyond ASCII", around("a: ", "é😀", "")),
        shape("line ends that are none in YAML", around("a: ", "\u0085\u2028", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void the_work_is_proportional_to_the_length(String name, IntFunction<String> text) {
    Work.isProportional(name, LENGTH, length -> read(text.apply(length)));
  }

  private static void read(String text) {
    try {
      TreeReader.read(text, "plan.yaml");
    } catch (Refused refused) {
      assertThat(refused.problem().message()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("nested")
  void nesting_is_refused_before_the_rest_is_read(String repeated) {
    var text = repeated.repeat(LENGTH);

    assertThatThrownBy(() -> TreeReader.read(text, "plan.yaml")).isInstanceOf(Refused.class);
    Work.isProportional(repeated, LENGTH, length -> read(repeated.repeat(length)));
  }

  static Stream<String> nested() {
    return Stream.of("[", "{a: ", "- ", "? ", "[\n", "[a,");
  }

  @Test
  void a_whole_plan_of_one_line_is_proportional_too() {
    Work.isProportional(
        "a plan",
        2_000,
        tasks -> {
          var plan = new StringBuilder("{\"tasks\":{");
          for (int i = 0; i < tasks; i++) {
            plan.append(i == 0 ? "" : ",").append("\"t").append(i).append("\":{\"run\":\"echo\"}");
          }
          assertThat(Plans.problems(plan.append("}}").toString())).isEmpty();
        });
  }

  @Test
  void the_place_behind_a_long_line_is_right() {
    assertThat(Plans.problems("# " + "x".repeat(LENGTH) + "\na: " + "y".repeat(LENGTH) + ": z"))
        .startsWith("yaml_syntax plan.yaml:2:" + (LENGTH + 4) + ": a `:` is not expected here");
  }

  @Test
  void the_buffer_is_as_long_as_the_longest_line() {
    assertThat(TreeReader.bufferLength("a: 1\n".repeat(LENGTH))).isEqualTo(1024);
    assertThat(TreeReader.bufferLength("a\n" + "x".repeat(LENGTH))).isEqualTo(LENGTH + 8);
    assertThat(TreeReader.bufferLength("x".repeat(LENGTH) + "\rb")).isEqualTo(LENGTH + 8);
  }

  @Test
  void reading_ends_when_its_thread_is_interrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Plans.problems("tasks: {a: {run: echo}}"))
          .isInstanceOf(CancellationException.class)
          .hasMessage("the thread that reads the plan was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
