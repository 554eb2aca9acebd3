package dev.continuo.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An evaluation of ours comes to what the library's own interpreter comes to. */
class EvaluationTest {
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(Cel.OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("inputs", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("needs", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .build();
  private static final CelRuntime THEIRS =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(Cel.OPTIONS).build();

  private static final Map<String, Object> VALUES =
      Map.of(
          "inputs",
          Map.of("n", 3L, "d", 2.5, "s", "größe 🙂", "b", true, "e", ""),
          "needs",
          Map.of(
              "a",
              Map.of(
                  "list",
                  List.of(1L, 2.0, "x", List.of(1L), Map.of("k", Cel.NOTHING)),
                  "names",
                  List.of("api", "web"),
                  "nothing",
                  Cel.NOTHING)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 2 * 3 - 4 / 2 % 3",
        "7 / 0",
        "7 % 0",
        "7.0 / 0.0",
        "9223372036854775807 + 1",
        "-(-9223372036854775807 - 1)",
        "9223372036854775807 * 2",
        "0u - 1u",
        "18446744073709551615u > 1",
        "dyn(1) == 1.0",
        "1 == dyn(1u)",
        "dyn(1) == dyn('1')",
        "1 < 1.5 && 2u > 1.5",
        "0.0 / 0.0 == 0.0 / 0.0",
        "[0.0 / 0.0] == [0.0 / 0.0]",
        "'a' < 'b' && b'a' < b'b'",
        "'abc'.startsWith('ab') && 'abc'.endsWith('bc') && 'abc'.contains('b')",
        "'abc'.matches('^a.*c$') && !matches('abc', '^b')",
        "'abc'.matches('(')",
        "size('größe 🙂') == inputs.s.size()",
        "size([1, 2]) + [1].size() + size({'a': 1}) + {1: 2}.size() + size(b'äb')",
        "'a' + 'b' + string(1) + string(1.5) + string(true) + string(2u) + string(b'x')",
        "b'a' + bytes('ä')",
        "string(b'\\xff')",
        "[dyn(1)] + [2.0] + ['x']",
        "[1, [2, {'a': [3]}]] == [1.0, [2u, {'a': [3.0]}]]",
        "[1, 2] == [1, 2, 3]",
        "{'a': 1, 'b': 2} == {'b': 2.0, 'a': 1u}",
        "{'a': 1} == {'b': 1}",
        "{'a': 1, 'a': 2}",
        "{1.5: 2}",
        "{1: 'a', 2u: 'b', true: 'c'}[2]",
        "{'a': {'b': 1}}.a.b",
        "{'a': 1}.b",
        "{'a': 1}['b']",
        "needs.a.list[0]",
        "needs.a.list[9]",
        "needs.a.list[-1]",
        "needs.a.list['x']",
        "needs.a.list.size() == 5",
        "1.0 in needs.a.list && 2 in needs.a.list && 'x' in needs.a.list && !(3 in needs.a.list)",
        "[1] in needs.a.list && {'k': null} in needs.a.list",
        "'list' in needs.a && !('x' in needs.a)",
        "dyn(1) in {1u: 2}",
        "dyn([1]) in {'a': 2}",
        "has(needs.a.list) && !has(needs.a.x) && has(needs.a.nothing)",
        "has(inputs.n.x)",
        "needs.a.nothing == null",
        "needs.a.nothing != null",
        "inputs.n.x",
        "inputs.b ? 'yes' : 'no'",
        "inputs.n ? 'yes' : 'no'",
        "true || inputs.x",
        "inputs.x || true",
        "inputs.x && false",
        "inputs.x || false",
        "inputs.x || inputs.y",
        "inputs.n || true",
        "inputs.n || false",
        "!inputs.b",
        "!inputs.n",
        "-inputs.d",
        "needs.a.names.map(x, x + '!')",
        "needs.a.names.map(x, x.size() == 3, x + '!')",
        "needs.a.names.filter(x, x != 'api')",
        "needs.a.list.filter(x, x == 1)",
        "[1, 2, 3].map(x, [x, x * 2].map(y, y + x))",
        "[[1, 2], [3]].map(x, x.filter(y, y > 1))",
        "[].map(x, x)",
        "[1, 0].map(x, 1 / x)",
        "[1, 0].exists(x, 1 / x == 5)",
        "[0, 1].exists(x, 1 / x == 1)",
        "[0, 1].all(x, 1 / x == 1)",
        "[0, 1].all(x, 1 / x == 2)",
        "[].all(x, x) && ![].exists(x, x)",
        "[1, 2].exists_one(x, x == 1)",
        "[1, 1].exists_one(x, x == 1)",
        "[0, 1].exists_one(x, 1 / x == 1)",
        "needs.all(name, needs[name].names.size() == 2)",
        "inputs.n.all(x, x)",
        "[1, 2].all(x, dyn(x))",
        "[1].map(inputs, inputs)",
        "[1].map(x, .inputs.n + x)",
        "[[1]].map(x, x + x)",
        "type(1) == int && type('') == string && type([]) == list && type({}) == map",
        "type(null) == null_type && type(1u) == uint && type(1.0) == double && type(true) == bool",
        "type(type(1)) == type && type(b'') == bytes",
        "type(timestamp(0)) == type(timestamp(1)) && type(duration('1s')) != type(1)",
        "type(1) == type(1.0)",
        "timestamp('2026-01-02T03:04:05Z').getFullYear()",
        "timestamp('2026-01-02T03:04:05Z').getHours('Europe/Berlin')",
        "timestamp('2026-01-02T03:04:05Z').getDayOfWeek('Nowhere/No')",
        "timestamp('2026-01-02T03:04:05Z') + duration('1h30m')",
        "timestamp('2026-01-02T03:04:05Z') - timestamp('2026-01-01T03:04:05Z')",
        "timestamp('9999-12-31T23:59:59Z') + duration('1h')",
        "timestamp('nonsense')",
        "duration('1h') > duration('59m') && duration('90s').getMinutes() == 1",
        "duration('x')",
        "int('12') + int(2.9) + int(3u) + int(timestamp(5))",
        "int('x')",
        "int(1e99)",
        "uint(-1)",
        "double('1e3') + double(1)",
        "bool('true')",
        "bool('maybe')",
        "string(timestamp(0)) + string(duration('1.5s'))",
        "dyn(1) + dyn('x')",
        "dyn('x') < dyn(1)",
        "size(inputs.n)",
      })
  void comes_to_what_the_library_comes_to(String expression) throws Exception {
    var tree = COMPILER.compile(expression).getAst();

    Object theirs;
    try {
      theirs = THEIRS.createProgram(tree).eval(VALUES);
    } catch (CelEvaluationException failed) {
      theirs = "an error";
    }
    Object ours;
    try {
      ours = new Evaluation(tree, VALUES, new EvaluationBudget()).value();
    } catch (Failure failed) {
      ours = "an error";
    }

    assertThat(ours).isEqualTo(theirs);
  }
}
