package dev.continuo.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuo.plan.Expressions.Checked;
import dev.continuo.plan.Expressions.Use;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelTest {
  private static final Map<String, Object> INPUTS = Map.of("deploy", true, "count", 3L);
  private static final Map<String, Object> NEEDS =
      Map.of(
          "analyze",
          Map.of(
              "state",
              "succeeded",
              "result",
              Map.of(
                  "conditions", List.of("high"), "score", 81.5, "files", 7L, "none", Cel.NOTHING)));

  private final Cel cel = new Cel();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "needs.analyze.result.conditions.exists(c, c == 'high')  | true",
        "'low' in needs.analyze.result.conditions                | false",
        "needs.analyze.result.score > 80                         | true",
        "needs[\"analyze\"].result.files <= 6.5                  | false",
        "inputs.deploy && inputs.count > 2                       | true",
        "has(needs.analyze.result.missing)                       | false",
        "needs.analyze.result.none == null                       | true",
        "needs.all(name, needs[name].state == 'succeeded')       | true",
        "true                                                    | true"
      })
  void a_condition_is_told(String expression, boolean expected) throws Exception {
    assertThat(cel.check(expression, Use.IF)).isInstanceOf(Checked.Right.class);
    assertThat(cel.tell(expression, INPUTS, NEEDS)).isEqualTo(expected);
  }

  @Test
  void what_a_condition_looks_up_is_known_before() {
    var expression = "needs.a.result.x == 1 || needs['b-2'].state == 'failed' && inputs.deploy";
    assertThat(cel.check(expression, Use.IF))
        .isEqualTo(
            new Checked.Right(
                new TreeSet<>(List.of("a", "b-2")), new TreeSet<>(List.of("deploy"))));
  }

  @Test
  void only_the_end_of_a_task_has_a_result() throws Exception {
    var expression = "result.failures <= inputs.count && needs.analyze.state != result.state";
    var result = Map.of("failures", 3L, "state", "green");

    assertThat(cel.check(expression, Use.UNTIL)).isInstanceOf(Checked.Right.class);
    assertThat(cel.tell(expression, INPUTS, NEEDS, result)).isTrue();
    assertThat(cel.check(expression, Use.IF))
        .isEqualTo(new Checked.Wrong(1, "undeclared reference to `result`"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1 +                     | 4  | mismatched input its end",
        "needs.a == foo          | 12 | undeclared reference to `foo`",
        "'text'                  | 1  | it is of type string, must be true or false",
        "inputs.count + 1        | 1  | it is of type int, must be true or false",
        "needs.a.exists(c)       | 15 | undeclared reference to `exists`"
      })
  void a_condition_that_can_never_be_told_is_refused(String expression, int character, String why) {
    assertThat(cel.check(expression, Use.IF)).isEqualTo(new Checked.Wrong(character, why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "needs.analyze.result.missing == 1  | key `missing` is not present in map",
        "needs.other.state == 'x'           | key `other` is not present in map",
        "needs.analyze.result.score         | it is not true or false, but a number",
        "needs.analyze.result.conditions    | it is not true or false, but a list",
        "1 / 0 == 1                         | / by zero"
      })
  void a_condition_that_comes_to_no_answer_says_why(String expression, String why) {
    var untold = catchThrowableOfType(Cel.Untold.class, () -> cel.tell(expression, INPUTS, NEEDS));
    assertThat(untold).hasMessage(why);
  }

  @Test
  void a_list_is_told_as_it_is_and_what_is_none_is_not() throws Exception {
    assertThat(cel.list("needs.analyze.result.conditions + ['x']", INPUTS, NEEDS))
        .last()
        .isEqualTo("x");
    assertThat(cel.check("[1, 2].map(x, x * 2)", Use.FOR_EACH)).isInstanceOf(Checked.Right.class);
    assertThat(cel.check("1 == 2", Use.FOR_EACH))
        .isEqualTo(new Checked.Wrong(1, "it is of type bool, must be a list"));
    var untold =
        catchThrowableOfType(
            Cel.Untold.class, () -> cel.list("needs.analyze.result.score", INPUTS, NEEDS));
    assertThat(untold).hasMessage("it is not a list, but a number");
  }

  @Test
  void a_pattern_that_would_take_for_ever_elsewhere_is_told_at_once() throws Exception {
    var long_ = "a".repeat(5_000);
    assertThat(cel.tell("inputs.text.matches('(a+)+b')", Map.of("text", long_), NEEDS)).isFalse();
  }

  @Test
  void what_looks_at_too_many_elements_is_ended() {
    var many = java.util.stream.LongStream.range(0, 1_000).boxed().toList();
    var untold =
        catchThrowableOfType(
            Cel.Untold.class,
            () ->
                cel.tell(
                    "inputs.all(k, inputs.many.all(x, inputs.many.all(y, x + y >= 0)))",
                    Map.of("many", many),
                    NEEDS));
    assertThat(untold)
        .hasMessage("limit `evaluation_steps`: exceeded, at most 5000000 are allowed");
  }
}
