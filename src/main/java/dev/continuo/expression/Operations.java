package dev.continuo.expression;

import com.google.common.primitives.UnsignedLong;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelOptions;
import dev.cel.common.Operator;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelResolvedOverload;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operators and functions of the language. Those whose cost grows with their values are here,
 * and are paid for; for all others the library's definitions are called.
 */
final class Operations {
  /** So many characters are searched for in one step, which the processor does many at a time. */
  private static final int SEARCHED_A_STEP = 1_024;

  /** So many instructions of a pattern are done in one step. */
  private static final int INSTRUCTIONS_A_STEP = 8;

  /** A type as a value. */
  record TypeName(String name) {}

  /** The library's definitions by their names, on first use. */
  private static final class Library {
    static final RuntimeEquality EQUALITY =
        RuntimeEquality.create(RuntimeHelpers.create(), CelOptions.DEFAULT);
    static final Map<String, CelResolvedOverload> FUNCTIONS = functions();

    private Library() {}

    /** Each function as the definition that chooses among its overloads by the values. */
    private static Map<String, CelResolvedOverload> functions() {
      var functions = new HashMap<String, CelResolvedOverload>();
      CelStandardFunctions.newBuilder()
          .build()
          .newFunctionBindings(EQUALITY, Cel.OPTIONS)
          .forEach(
              function ->
                  functions.put(
                      function.getOverloadId(),
                      CelResolvedOverload.of(
                          function.getOverloadId(),
                          function.getOverloadId(),
                          function.getDefinition(),
                          function.isStrict(),
                          function.getArgTypes())));
      return functions;
    }
  }

  private final EvaluationBudget budget;
  private final Map<String, Pattern> patterns = new HashMap<>();

  Operations(EvaluationBudget budget) {
    this.budget = budget;
  }

  Object apply(String function, Object[] arguments) {
    var operator = Operator.findReverse(function);
    if (operator.isEmpty()) {
      return named(function, arguments);
    }
    return switch (operator.get()) {
      case EQUALS -> equal(arguments[0], arguments[1]);
      case NOT_EQUALS -> !equal(arguments[0], arguments[1]);
      case IN, OLD_IN -> in(arguments[0], arguments[1]);
      case INDEX -> index(arguments);
      case ADD -> add(arguments);
      default -> library(function, arguments);
    };
  }

  private Object named(String function, Object[] arguments) {
    if (arguments.length > 0 && arguments[0] instanceof String text) {
      if (arguments.length == 2 && arguments[1] instanceof String other) {
        switch (function) {
          case "matches" -> {
            return matches(text, other);
          }
          case "contains" -> budget.steps(1L * text.length() * other.length() / SEARCHED_A_STEP);
          default -> {}
        }
      }
      if (function.equals("bytes")) {
        budget.text(text.length());
      }
    }
    if (arguments.length == 1 && function.equals("type")) {
      return new TypeName(type(arguments[0]));
    }
    return library(function, arguments);
  }

  /** Calls the library's definition; it reads its texts, and may make one. */
  private Object library(String function, Object[] arguments) {
    for (var argument : arguments) {
      budget.read(length(argument));
    }
    var definition = Library.FUNCTIONS.get(function);
    if (definition == null) {
      throw new Failure("function '" + function + "' is not supported");
    }
    try {
      var value = definition.invoke(arguments);
      if (length(value) > 0) {
        budget.text(length(value));
      }
      return value;
    } catch (CelRuntimeException failed) {
      throw new Failure(said(failed));
    } catch (CelEvaluationException | IllegalArgumentException | ArithmeticException failed) {
      throw new Failure(String.valueOf(failed.getMessage()));
    } catch (java.time.DateTimeException failed) {
      throw new Failure(String.valueOf(failed.getMessage()));
    }
  }

  private static String said(CelRuntimeException failed) {
    var cause = failed.getCause();
    return String.valueOf(cause == null ? failed.getMessage() : cause.getMessage());
  }

  private static int length(Object value) {
    return switch (value) {
      case String text -> text.length();
      case CelByteString bytes -> bytes.size();
      default -> 0;
    };
  }

  /** Whether a map can have such a key. */
  static boolean isKey(Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof UnsignedLong
        || value instanceof Boolean;
  }

  private static boolean composed(Object value) {
    return value instanceof List<?> || value instanceof Map<?, ?>;
  }

  private boolean equal(Object one, Object other) {
    budget.step();
    if (one == other && !(one instanceof Double)) {
      return true;
    }
    return switch (one) {
      case Number _ -> other instanceof Number && Library.EQUALITY.objectEquals(one, other);
      case List<?> list -> other instanceof List<?> second && equal(list, second);
      case Map<?, ?> map -> other instanceof Map<?, ?> second && equal(map, second);
      default -> {
        budget.read(Math.min(length(one), length(other)));
        yield one.equals(other);
      }
    };
  }

  private boolean equal(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!equal(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean equal(Map<?, ?> one, Map<?, ?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (var entry : one.entrySet()) {
      var second = find(other, entry.getKey());
      if (second.isEmpty() || !equal(entry.getValue(), second.get())) {
        return false;
      }
    }
    return true;
  }

  private Optional<Object> find(Map<?, ?> map, Object key) {
    budget.read(length(key));
    return Library.EQUALITY.findInMap(map, key);
  }

  private boolean in(Object value, Object container) {
    return switch (container) {
      case List<?> list -> {
        for (var each : list) {
          if (equal(each, value)) {
            yield true;
          }
        }
        yield false;
      }
      case Map<?, ?> map -> !composed(value) && find(map, value).isPresent();
      default -> throw new Failure("No matching overload for function '@in'");
    };
  }

  /** What is composed can be no key, and its hash would take as long as all that is in it. */
  private Object index(Object[] arguments) {
    if (composed(arguments[1])) {
      throw new Failure("Unsupported key type");
    }
    if (arguments[0] instanceof Map<?, ?> map) {
      return find(map, arguments[1])
          .orElseThrow(() -> new Failure("key '" + arguments[1] + "' is not present in map"));
    }
    return library(Operator.INDEX.getFunction(), arguments);
  }

  private Object add(Object[] arguments) {
    if (arguments[0] instanceof String one && arguments[1] instanceof String other) {
      budget.text((long) one.length() + other.length());
      return one + other;
    }
    if (arguments[0] instanceof List<?> one && arguments[1] instanceof List<?> other) {
      return joined(one, other);
    }
    if (arguments[0] instanceof CelByteString one && arguments[1] instanceof CelByteString other) {
      budget.text((long) one.size() + other.size());
    }
    return library(Operator.ADD.getFunction(), arguments);
  }

  private Object joined(List<?> one, List<?> other) {
    if (one instanceof Growing growing) {
      budget.more(growing.size(), other.size());
      growing.take(other);
      return growing;
    }
    budget.elements((long) one.size() + other.size());
    var both = new ArrayList<Object>(one.size() + other.size());
    both.addAll(one);
    both.addAll(other);
    return both;
  }

  /** RE2, whose time is linear in the text and in the pattern's instructions. */
  private boolean matches(String text, String expression) {
    var pattern = patterns.get(expression);
    if (pattern == null) {
      pattern = compiled(expression);
      patterns.put(expression, pattern);
    }
    budget.steps(1 + (long) text.length() * pattern.programSize() / INSTRUCTIONS_A_STEP);
    return pattern.matcher(text).find();
  }

  private Pattern compiled(String expression) {
    EvaluationBudget.check(Limit.PATTERN, expression.length());
    EvaluationBudget.check(Limit.PROGRAM, PatternSize.most(expression));
    budget.text(expression.length());
    try {
      var pattern = Pattern.compile(expression);
      budget.elements(pattern.programSize());
      budget.steps(pattern.programSize());
      return pattern;
    } catch (PatternSyntaxException wrong) {
      throw new Failure(String.valueOf(wrong.getMessage()));
    }
  }

  private static String type(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Long _ -> "int";
      case UnsignedLong _ -> "uint";
      case Double _ -> "double";
      case Boolean _ -> "bool";
      case List<?> _ -> "list";
      case Map<?, ?> _ -> "map";
      case CelByteString _ -> "bytes";
      case NullValue _ -> "null_type";
      case Instant _ -> "google.protobuf.Timestamp";
      case Duration _ -> "google.protobuf.Duration";
      case TypeName _ -> "type";
      default ->
          throw new IllegalStateException("bug: an expression has a value of " + value.getClass());
    };
  }
}
