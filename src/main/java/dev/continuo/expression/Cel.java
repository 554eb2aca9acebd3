package dev.continuo.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.continuo.plan.Expressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The one implementation; its library is loaded when the first expression is seen. What bounds an
 * expression and its evaluation is in {@link Limit}.
 */
public final class Cel implements Expressions {
  /** A bound for what the parser makes of macros; what it may come to is bounded by its depth. */
  private static final int NODES_MAX = 20_000;

  /** How long a reason may be that has values in it. */
  private static final int REASON_MAX = 300;

  private static final String INPUTS = "inputs";
  private static final String NEEDS = "needs";
  private static final String RESULT = "result";
  private static final String INDEX = "_[_]";

  static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize((int) Limit.CHARACTERS.most())
          .maxParseExpressionNodeCount(NODES_MAX)
          .build();

  /** The value of JSON's {@code null}. */
  public static final Object NOTHING = dev.cel.common.values.NullValue.NULL_VALUE;

  /** The library's compilers, on first use. */
  private static final class Language {
    static final CelType VALUES = MapType.create(SimpleType.STRING, SimpleType.DYN);
    static final CelCompiler START =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar(INPUTS, VALUES)
            .addVar(NEEDS, VALUES)
            .build();
    static final CelCompiler END = START.toCompilerBuilder().addVar(RESULT, VALUES).build();

    private Language() {}

    static CelCompiler of(Use use) {
      return switch (use) {
        case IF, FOR_EACH -> START;
        case UNTIL -> END;
      };
    }
  }

  /** Why a condition came to no answer. */
  public static final class Untold extends Exception {
    private static final long serialVersionUID = 1;

    public Untold(String why) {
      super(why);
    }
  }

  @Override
  public Checked check(String expression, Use use) {
    return switch (compile(expression, use)) {
      case Compiled.Wrong(var why) -> why;
      case Compiled.Right(var tree) when !maybe(use, tree.getResultType()) ->
          new Checked.Wrong(
              1, "it is of type " + tree.getResultType().name() + ", must be " + use.type());
      case Compiled.Right(var tree) -> new Checked.Right(looked(tree, NEEDS), looked(tree, INPUTS));
    };
  }

  private sealed interface Compiled {
    record Right(CelAbstractSyntaxTree tree) implements Compiled {}

    record Wrong(Checked.Wrong why) implements Compiled {}
  }

  /** Parses, and checks types only of a tree that is not too large for that. */
  private static Compiled compile(String expression, Use use) {
    if (expression.length() > Limit.CHARACTERS.most()) {
      return wrong(Limit.CHARACTERS);
    }
    try {
      var compiler = Language.of(use);
      var parsed = compiler.parse(expression);
      if (parsed.hasError()) {
        return new Compiled.Wrong(wrong(parsed));
      }
      var exceeded = Shape.exceeded(parsed.getAst().getExpr());
      if (exceeded.isPresent()) {
        return wrong(exceeded.get());
      }
      var checked = compiler.check(parsed.getAst());
      return checked.hasError()
          ? new Compiled.Wrong(wrong(checked))
          : new Compiled.Right(checked.getAst());
    } catch (dev.cel.common.CelValidationException impossible) {
      throw new IllegalStateException("bug: no error and no tree", impossible);
    }
  }

  private static Compiled wrong(Limit limit) {
    return new Compiled.Wrong(new Checked.Wrong(1, limit.exceeded()));
  }

  private static Checked.Wrong wrong(CelValidationResult compiled) {
    var first = compiled.getErrors().getFirst();
    return new Checked.Wrong(character(first, compiled), words(first.getMessage()));
  }

  /** Lines of a longer expression are counted through. */
  private static int character(CelIssue issue, CelValidationResult compiled) {
    var at = issue.getSourceLocation();
    var before =
        compiled
            .getSource()
            .getContent()
            .toString()
            .lines()
            .limit(Math.max(0, at.getLine() - 1L))
            .mapToInt(line -> line.length() + 1)
            .sum();
    return before + Math.max(0, at.getColumn()) + 1;
  }

  /** What the parser says, without its list of everything that could have stood there. */
  private static String words(String message) {
    var cut = message.indexOf(" expecting ");
    return (cut < 0 ? message : message.substring(0, cut))
        .replace(" (in container '')", "")
        .replace("'<EOF>'", "its end")
        .replace('\n', ' ')
        .replace('\'', '`');
  }

  private static boolean maybe(Use use, CelType type) {
    return type.equals(SimpleType.DYN)
        || switch (use) {
          case IF, UNTIL -> type.equals(SimpleType.BOOL);
          case FOR_EACH -> type instanceof ListType;
        };
  }

  private static SortedSet<String> looked(CelAbstractSyntaxTree tree, String variable) {
    var names = new TreeSet<String>();
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .forEach(node -> name(node, variable).ifPresent(names::add));
    return names;
  }

  private static Optional<String> name(CelExpr node, String variable) {
    return switch (node.exprKind().getKind()) {
      case SELECT ->
          is(node.select().operand(), variable)
              ? Optional.of(node.select().field())
              : Optional.empty();
      case CALL ->
          node.call().function().equals(INDEX) && is(node.call().args().getFirst(), variable)
              ? text(node.call().args().getLast())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean is(CelExpr node, String variable) {
    return node.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
        && node.ident().name().equals(variable);
  }

  private static Optional<String> text(CelExpr node) {
    return node.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && node.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(node.constant().stringValue())
        : Optional.empty();
  }

  /**
   * Tells a condition that was found right. Values are texts, {@link Long}, {@link Double}, truth
   * values, {@link #NOTHING}, lists and maps of these.
   */
  public boolean tell(String expression, Map<String, ?> inputs, Map<String, ?> needs)
      throws Untold {
    return truth(value(expression, Use.IF, Map.of(INPUTS, inputs, NEEDS, needs)));
  }

  /** The same for one that speaks of the task's own result. */
  public boolean tell(String expression, Map<String, ?> inputs, Map<String, ?> needs, Object result)
      throws Untold {
    return truth(
        value(expression, Use.UNTIL, Map.of(INPUTS, inputs, NEEDS, needs, RESULT, result)));
  }

  /** The same for a list that was found right. */
  public List<?> list(String expression, Map<String, ?> inputs, Map<String, ?> needs)
      throws Untold {
    var value = value(expression, Use.FOR_EACH, Map.of(INPUTS, inputs, NEEDS, needs));
    if (value instanceof List<?> list) {
      return list;
    }
    throw new Untold("it is not a list, but " + kind(value));
  }

  private static boolean truth(Object value) throws Untold {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new Untold("it is not true or false, but " + kind(value));
  }

  private static Object value(String expression, Use use, Map<String, ?> values) throws Untold {
    return switch (compile(expression, use)) {
      case Compiled.Wrong(var why) -> throw new Untold(why.why());
      case Compiled.Right(var tree) -> value(tree, use, values);
    };
  }

  private static Object value(CelAbstractSyntaxTree tree, Use use, Map<String, ?> values)
      throws Untold {
    var budget = new EvaluationBudget();
    try {
      var value = new Evaluation(tree, values, budget).value();
      if (use == Use.FOR_EACH) {
        budget.out(value);
      }
      return value;
    } catch (EvaluationBudget.Exceeded exceeded) {
      throw new Untold(String.valueOf(exceeded.getMessage()));
    } catch (Failure failed) {
      throw new Untold(reason(failed));
    }
  }

  private static String kind(Object value) {
    return switch (value) {
      case String _ -> "a text";
      case Number _ -> "a number";
      case Boolean _ -> "a truth value";
      case Iterable<?> _ -> "a list";
      case Map<?, ?> _ -> "a map";
      default -> "nothing";
    };
  }

  private static String reason(Failure failed) {
    var said = String.valueOf(failed.getMessage());
    var reason =
        words(said.replaceFirst("\\.? ?Overload candidates:.*", "").replaceFirst("\\.$", ""));
    return reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX) + "…";
  }
}
