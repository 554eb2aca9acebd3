package dev.continuo.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuo.plan.Expressions.Checked;
import dev.continuo.plan.Expressions.Use;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile expressions on hostile values end at a limit, long before {@link Limit#TIME}. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LimitTest {
  private static final int RESULT_BYTES_MAX = 60_000;

  private static final Map<String, Object> NEEDS =
      Map.of(
          "a",
          Map.of(
              "s",
              "x".repeat(RESULT_BYTES_MAX),
              "l",
              LongStream.range(0, RESULT_BYTES_MAX / 2).boxed().toList(),
              "texts",
              Collections.nCopies(RESULT_BYTES_MAX / 200, "y".repeat(200))));

  private final Cel cel = new Cel();

  private String ended(String expression) {
    var list = cel.check(expression, Use.FOR_EACH) instanceof Checked.Right;
    var with = expression.replace("L", "needs.a.l").replace("S", "needs.a.s");
    var untold =
        catchThrowableOfType(
            Cel.Untold.class,
            () -> {
              if (list) {
                cel.list(with.replace("T", "needs.a.texts"), Map.of(), NEEDS);
              } else {
                cel.tell(with.replace("T", "needs.a.texts"), Map.of(), NEEDS);
              }
            });
    assertThat(untold).as(expression).isNotNull();
    return String.valueOf(untold.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "(L+L+L).map(x, S+S+S+S) # evaluation_bytes # 33554432",
        "[1].map(x, L.map(y, L.map(z, S + S))) == [] # evaluation_bytes # 33554432",
        "L.map(x, {'a': x, 'b': L}).size() == L.map(x, L + L).size() # evaluation_bytes # 33554432",
        "L.map(x, T.map(t, bytes(t))) == [] # evaluation_bytes # 33554432",
        "L.map(x, string(bytes(S))) == [] # evaluation_bytes # 33554432",
        "L.all(x, S.matches('(x+x+)+y') || true) # evaluation_steps # 5000000",
        "L.exists(x, L.exists(y, L.exists(z, x + y + z < 0))) # evaluation_steps # 5000000",
        "L.all(x, x in L) # evaluation_steps # 5000000",
        "L.all(x, L == L.map(y, y)) # evaluation_bytes # 33554432",
        "L.all(x, T == T.map(t, t)) # evaluation_bytes # 33554432",
        "L.all(x, !(S < S)) # evaluation_steps # 5000000",
        "L.all(x, S.size() > 0) # evaluation_steps # 5000000",
        "[S + S].all(s, (s + s + s).contains(s + 'y') || L.all(x, (s + s).contains(s + 'y'))) # evaluation_steps # 5000000",
        "L.all(x, !(S in T)) # evaluation_steps # 5000000",
        "S.matches('((x{0,30}){0,30})y') # evaluation_steps # 5000000"
      })
  void an_evaluation_ends_at_its_limit(String expression, String limit, long most) {
    assertThat(ended(expression))
        .isEqualTo("limit `" + limit + "`: exceeded, at most " + most + " are allowed");
  }

  /** Sixteen doublings and more, of a text, of a list, and of what only looks large. */
  @Test
  void what_is_doubled_again_and_again_ends_at_a_limit() {
    assertThat(ended(doubled("S", "x + x", 16)))
        .isEqualTo("limit `evaluation_text_characters`: exceeded, at most 1048576 are allowed");
    assertThat(ended(doubled("L", "x + x", 16)))
        .isEqualTo("limit `evaluation_list_elements`: exceeded, at most 100000 are allowed");
    // each list has two elements, the same one; only written down it is large
    assertThat(ended(doubled("1", "[x, x]", 18) + ".map(x, [x, x, x, x, x, x, x])"))
        .isEqualTo("limit `evaluation_bytes`: exceeded, at most 33554432 are allowed");
    // equal only if all that it looks like is
    assertThat(
            ended(
                "L.all(y, A == A)"
                    .replace(
                        "A == A", doubled("1", "[x, x]", 9) + " == " + doubled("1", "[x, x]", 9))))
        .isEqualTo("limit `evaluation_steps`: exceeded, at most 5000000 are allowed");
  }

  private static String doubled(String value, String how, int times) {
    return "[" + value + "]" + (".map(x, " + how + ")").repeat(times);
  }

  @Test
  void an_error_operator_does_not_absorb_a_limit() {
    assertThat(ended("L.all(x, L.all(y, L.all(z, true))) || true"))
        .isEqualTo("limit `evaluation_steps`: exceeded, at most 5000000 are allowed");
    assertThat(ended("[1].exists(one, L.all(x, L.all(y, L.all(z, true)))) || true"))
        .isEqualTo("limit `evaluation_steps`: exceeded, at most 5000000 are allowed");
  }

  @Test
  void a_pattern_is_limited_by_itself_too() {
    assertThat(ended("S.matches('" + "x".repeat(1_001) + "')"))
        .isEqualTo("limit `pattern_characters`: exceeded, at most 1000 are allowed");
    assertThat(ended("S.matches('" + "(y{100}){9}".repeat(50) + "')"))
        .isEqualTo("limit `pattern_instructions`: exceeded, at most 10000 are allowed");
  }

  /** None takes long, whichever way it ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "S.matches('((((x{100}){100}){100}){100}){100}')",
        "{'a': L}[S] == 1",
        "{'a': L}[dyn(L)] == 1",
        "int(S) == 1",
        "double(S + S) == 1.0",
        "timestamp(S) == timestamp(0)",
        "duration(S) == duration('1s')",
        "timestamp(0).getHours(S) == 1",
        "timestamp(9223372036854775807) == timestamp(0)",
        "9223372036854775807 * 9223372036854775807 == 0",
        "string(timestamp(S)) == S.format([S])",
        "S.replace('x', S) == S",
        "T.join(S) == S",
        "S.split('') == T",
        "bool(S)",
        "uint(S) == 1u",
        "L[9223372036854775807] == 1",
        "L[1e300] == 1",
        "{S: 1, S: 2} == {}"
      })
  void a_hostile_value_ends_in_a_short_sentence(String expression) {
    assertThat(ended(expression)).hasSizeLessThan(400);
  }

  @Test
  void deep_values_are_no_trouble() throws Exception {
    Object deep = List.of();
    for (int i = 0; i < 500; i++) {
      deep = List.of(deep);
    }
    var values = Map.of("deep", deep, "copy", List.of(((List<?>) deep).getFirst()));
    assertThat(cel.tell("inputs.deep == inputs.copy", values, Map.of())).isTrue();
    assertThat(cel.list("inputs.deep", values, Map.of())).hasSize(1);
  }

  @Test
  void an_evaluation_that_is_interrupted_ends() {
    Thread.currentThread().interrupt();
    var ended =
        catchThrowable(() -> cel.tell("needs.a.l.all(x, needs.a.l.all(y, true))", Map.of(), NEEDS));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended)
        .isInstanceOf(CancellationException.class)
        .hasMessage("an evaluation was interrupted");
  }

  @Test
  void an_expression_is_limited_before_it_is_parsed() {
    assertThat(cel.check("1 == " + "1".repeat(4_092), Use.IF))
        .isEqualTo(
            new Checked.Wrong(
                1, "limit `expression_characters`: exceeded, at most 4096 are allowed"));
  }

  @Test
  void an_expression_is_limited_before_its_types_are_checked() {
    assertThat(cel.check("0" + "+1".repeat(150) + " == 0", Use.IF))
        .isEqualTo(
            new Checked.Wrong(1, "limit `expression_depth`: exceeded, at most 150 are allowed"));
    assertThat(cel.check("[1].all(x, x == 1) && ".repeat(21) + "true", Use.IF))
        .isEqualTo(
            new Checked.Wrong(1, "limit `expression_macros`: exceeded, at most 20 are allowed"));
  }

  /** Even on the small stack of a thread that answers requests. */
  @Test
  void no_expression_overflows_the_stack_of_the_one_who_checks_it() throws Exception {
    var hostile = new ArrayList<String>();
    for (var piece : List.of("(", "[", "{1:", "!", "-", "a.", "true?", "[1].map(x,", "1+", "1&&")) {
      hostile.add(piece.repeat(4_000 / piece.length()));
    }
    hostile.add("0" + "+1".repeat(2_000));
    hostile.add("inputs" + ".a".repeat(2_000));
    hostile.add("inputs" + "[0]".repeat(1_300));
    hostile.add("true" + "?true:true".repeat(400));
    hostile.add("true" + "||true".repeat(600));
    hostile.add("!".repeat(2_000) + "true");
    hostile.add("(".repeat(200) + "true" + ")".repeat(200));
    hostile.add("[".repeat(240) + "]".repeat(240) + " == []");
    hostile.add("'".repeat(4_001));
    hostile.add("\\".repeat(4_001));
    var overflows = new ArrayList<String>();
    var small =
        Thread.ofPlatform()
            .unstarted(
                () ->
                    hostile.forEach(
                        each -> {
                          try {
                            cel.check(each, Use.IF);
                          } catch (StackOverflowError overflow) {
                            overflows.add(each);
                          }
                        }));
    small.start();
    small.join();
    assertThat(overflows).isEmpty();
  }

  @Test
  void every_limit_is_in_the_reference() throws Exception {
    var reference = Files.readString(Path.of("docs/reference/plan.md"));
    for (var limit : Limit.values()) {
      assertThat(reference).contains("| `" + limit.word() + "`");
    }
  }
}
