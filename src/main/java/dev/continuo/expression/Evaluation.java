package dev.continuo.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.TypeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a checked expression.
 *
 * <p>The library's own interpreter copies and converts whole values at each look at a variable, so
 * that no count of steps bounds what it does, and it cannot be interrupted. This one pays for all
 * that it does from a {@link EvaluationBudget}. What single operators and functions mean is left to
 * the library, see {@link Operations}.
 */
final class Evaluation {
  private static final String AND = Operator.LOGICAL_AND.getFunction();
  private static final String OR = Operator.LOGICAL_OR.getFunction();
  private static final String CHOOSE = Operator.CONDITIONAL.getFunction();
  private static final String NOT_STRICTLY_FALSE = Operator.NOT_STRICTLY_FALSE.getFunction();

  private final CelAbstractSyntaxTree tree;
  private final Map<String, ?> variables;
  private final EvaluationBudget budget;
  private final Operations operations;

  Evaluation(CelAbstractSyntaxTree tree, Map<String, ?> variables, EvaluationBudget budget) {
    this.tree = tree;
    this.variables = variables;
    this.budget = budget;
    this.operations = new Operations(budget);
  }

  /** The names that a macro binds, and those that the ones around it bind. */
  private static final class Scope {
    private final @Nullable Scope outer;
    private final String gatheredName;
    private final String elementName;
    private Object gathered;
    private @Nullable Object element;

    Scope(@Nullable Scope outer, CelExpr.CelComprehension macro, Object gathered) {
      this.outer = outer;
      this.gatheredName = macro.accuVar();
      this.elementName = macro.iterVar();
      this.gathered = gathered;
    }

    @Nullable Object find(String name) {
      if (name.equals(gatheredName)) {
        return gathered;
      }
      if (name.equals(elementName) && element != null) {
        return element;
      }
      return outer == null ? null : outer.find(name);
    }
  }

  Object value() {
    return value(tree.getExpr(), null);
  }

  private Object value(CelExpr node, @Nullable Scope scope) {
    budget.step();
    var kind = node.exprKind();
    return switch (kind.getKind()) {
      case CONSTANT -> constant(kind.constant());
      case IDENT -> named(node, kind.ident().name(), scope);
      case SELECT -> selected(kind.select(), scope);
      case CALL -> called(kind.call(), scope);
      case LIST -> list(kind.list(), scope);
      case MAP -> map(kind.map(), scope);
      case COMPREHENSION -> gathered(kind.comprehension(), scope);
      case STRUCT, NOT_SET -> throw new Failure("messages are not supported");
    };
  }

  private static Object constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case NULL_VALUE -> Cel.NOTHING;
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case UINT64_VALUE -> constant.uint64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      case BYTES_VALUE -> constant.bytesValue();
      case TIMESTAMP_VALUE, DURATION_VALUE, NOT_SET ->
          throw new Failure("a constant of this kind is not supported");
    };
  }

  private Object named(CelExpr node, String name, @Nullable Scope scope) {
    // a point in front of a name means the outermost one
    var global = name.startsWith(".");
    var bound = global || scope == null ? null : scope.find(name);
    if (bound == null) {
      bound = variables.get(global ? name.substring(1) : name);
    }
    if (bound instanceof Failure earlier) {
      throw earlier;
    }
    if (bound != null) {
      return bound;
    }
    return type(node).orElseThrow(() -> new Failure("undeclared reference to '" + name + "'"));
  }

  /** The type that a name such as {@code int} stands for. */
  private Optional<Object> type(CelExpr node) {
    return tree.getType(node.id())
        .filter(TypeType.class::isInstance)
        .map(type -> new Operations.TypeName(((TypeType) type).containingTypeName()));
  }

  private Object selected(CelExpr.CelSelect select, @Nullable Scope scope) {
    var field = select.field();
    if (!(value(select.operand(), scope) instanceof Map<?, ?> map)) {
      throw new Failure("'" + field + "' is a key of what is not a map");
    }
    if (select.testOnly()) {
      return map.containsKey(field);
    }
    var value = map.get(field);
    if (value == null) {
      throw new Failure("key '" + field + "' is not present in map");
    }
    return value;
  }

  private Object called(CelExpr.CelCall call, @Nullable Scope scope) {
    var function = call.function();
    if (function.equals(AND)) {
      return either(call, scope, false);
    }
    if (function.equals(OR)) {
      return either(call, scope, true);
    }
    if (function.equals(CHOOSE)) {
      return value(call.args().get(truth(call.args().getFirst(), scope) ? 1 : 2), scope);
    }
    if (function.equals(NOT_STRICTLY_FALSE)) {
      return notStrictlyFalse(call.args().getFirst(), scope);
    }
    var arguments = new ArrayList<Object>(3);
    call.target().ifPresent(target -> arguments.add(value(target, scope)));
    call.args().forEach(each -> arguments.add(value(each, scope)));
    return operations.apply(function, arguments.toArray());
  }

  /** One side that decides is enough, whatever the other one fails of. */
  private boolean either(CelExpr.CelCall call, @Nullable Scope scope, boolean decides) {
    Failure failed = null;
    for (var side : call.args()) {
      try {
        if (truth(side, scope) == decides) {
          return decides;
        }
      } catch (Failure failure) {
        failed = failed == null ? failure : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return !decides;
  }

  private boolean notStrictlyFalse(CelExpr node, @Nullable Scope scope) {
    try {
      return !(value(node, scope) instanceof Boolean truth) || truth;
    } catch (Failure _) {
      return true;
    }
  }

  private boolean truth(CelExpr node, @Nullable Scope scope) {
    if (value(node, scope) instanceof Boolean truth) {
      return truth;
    }
    throw new Failure("No matching overload for a value that is not true or false");
  }

  private Object list(CelExpr.CelList list, @Nullable Scope scope) {
    budget.elements(list.elements().size());
    var values = new ArrayList<Object>(list.elements().size());
    list.elements().forEach(each -> values.add(value(each, scope)));
    return values;
  }

  private Object map(CelExpr.CelMap map, @Nullable Scope scope) {
    budget.elements(2L * map.entries().size());
    var values = new LinkedHashMap<Object, Object>();
    for (var entry : map.entries()) {
      var key = value(entry.key(), scope);
      if (!Operations.isKey(key)) {
        throw new Failure("Unsupported key type");
      }
      if (values.put(key, value(entry.value(), scope)) != null) {
        throw new Failure("duplicate map key [" + key + "]");
      }
    }
    return values;
  }

  /** What {@code map}, {@code all} and their like are made of. */
  private Object gathered(CelExpr.CelComprehension macro, @Nullable Scope outer) {
    var elements = elements(value(macro.iterRange(), outer));
    var first = value(macro.accuInit(), outer);
    var scope = new Scope(outer, macro, first instanceof List<?> ? new Growing() : first);
    for (var element : elements) {
      scope.element = element;
      if (!truth(macro.loopCondition(), scope)) {
        break;
      }
      try {
        scope.gathered = value(macro.loopStep(), scope);
      } catch (Failure failure) {
        if (macro.loopCondition().exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
          throw failure;
        }
        // an element that decides may still come, as behind `||`
        scope.gathered = failure;
      }
    }
    scope.element = null;
    var result = value(macro.result(), scope);
    return result instanceof Growing growing ? growing.gathered() : result;
  }

  private static Iterable<?> elements(Object range) {
    return switch (range) {
      case List<?> list -> list;
      case Map<?, ?> map -> map.keySet();
      default -> throw new Failure("No matching overload for a macro on what is no list or map");
    };
  }
}
