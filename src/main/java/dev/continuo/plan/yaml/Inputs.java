package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Item;
import dev.continuo.plan.Nearest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The values of a plan's inputs, and where the plan refers to them. */
final class Inputs implements Resolver {
  /** What follows the opening of a reference; anything else opens another expression. */
  static final String REFERENCE = " *inputs\\.([A-Za-z_][A-Za-z0-9_-]*) *\\}\\}";

  /** The same for the item that a task is done for, or a field of it. */
  static final String ITEM = " *item((?:\\.[A-Za-z_][A-Za-z0-9_-]*)*) *\\}\\}";

  private static final Pattern EXPRESSION =
      Pattern.compile("\\$\\{\\{(?:" + REFERENCE + "|" + ITEM + ")?");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SortedMap<String, String> values = new TreeMap<>();
  private final Map<String, InputType> types = new HashMap<>();
  private final Set<String> later = new HashSet<>();
  private long expanded;

  void put(String name, String value, InputType type) {
    values.put(name, value);
    types.put(name, type);
  }

  /** The input's value is not known before the plan is run; until then it has any. */
  void await(String name) {
    later.add(name);
  }

  /** Whether the text refers to an input whose value is not known yet. */
  boolean awaits(String text) {
    return !later.isEmpty()
        && EXPRESSION
            .matcher(text)
            .results()
            .map(reference -> reference.group(1))
            .anyMatch(name -> name != null && later.contains(name));
  }

  /** These values as JSON, for conditions. */
  SortedMap<String, String> json(Set<String> names) {
    var json = new TreeMap<String, String>();
    names.forEach(name -> json.put(name, json(values.getOrDefault(name, ""), types.get(name))));
    return json;
  }

  /** A number that has no value is none, and would be no JSON. */
  private static String json(String value, @Nullable InputType type) {
    return switch (type) {
      case NUMBER -> value.isEmpty() ? "null" : new BigDecimal(value).toString();
      case BOOLEAN -> value;
      case STRING, CHOICE -> JSON.writeValueAsString(value);
      case null -> "null";
    };
  }

  /** Tells of an input that is not declared. */
  void tellUnknown(Value value, String name) {
    var near = Nearest.to(name, values.keySet()).orElse(null);
    value.tell(
        Flaw.INPUT_UNKNOWN,
        "refers to an unknown input, found "
            + Quote.of(name)
            + (near == null ? "" : ", did you mean `" + near + "`?"),
        near == null ? "declare it, like `inputs: {version: {type: string}}`" : "");
  }

  SortedMap<String, String> values() {
    return values;
  }

  /** The values as variables of the environment. */
  SortedMap<String, String> variables() {
    var variables = new TreeMap<String, String>();
    values.forEach((name, value) -> variables.put(variable(name), value));
    return variables;
  }

  /** The variable that tasks find an input in. */
  static String variable(String name) {
    return "INPUT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** How many bytes references have brought until now. */
  long expanded() {
    return expanded;
  }

  /** Values are put in as they are: what looks like a reference in one of them is none. */
  @Override
  public @Nullable String resolve(Value value, String text) {
    if (!text.contains("${{")) {
      return value.usable(text);
    }
    if (value.usable(text) == null) {
      return null;
    }
    var resolved = new StringBuilder();
    var expressions = EXPRESSION.matcher(text);
    var end = 0;
    for (; expressions.find(); end = expressions.end()) {
      var found = found(value, expressions.group(1), expressions.group(2));
      if (found == null) {
        return null;
      }
      expand(value, found.length());
      resolved.append(text, end, expressions.start()).append(found);
    }
    return resolved.append(text, end, text.length()).toString();
  }

  /** What stands for an input, or for a field of an item; null when that was told to be wrong. */
  private @Nullable String found(Value value, @Nullable String input, @Nullable String field) {
    if (input != null) {
      var found = values.get(input);
      if (found == null) {
        tellUnknown(value, input);
      }
      return found;
    }
    if (field == null) {
      value.tell(
          Flaw.EXPRESSION_UNAVAILABLE,
          "has an expression, found `${{`, only `${{ inputs.NAME }}`"
              + (value.subject().of() == Subject.Of.ITEMS ? " and `${{ item }}` are" : " is")
              + " available",
          "write the value itself");
      return null;
    }
    if (value.subject().of() == Subject.Of.ONE) {
      value.tell(
          Flaw.ITEM_UNAVAILABLE,
          "speaks of an item, and there is none here",
          "`for-each` at a task gives it one");
      return null;
    }
    return Item.reference(field.isEmpty() ? "" : field.substring(1));
  }

  private void expand(Value value, int length) {
    expanded += length;
    if (expanded > TreeReader.EXPANDED_BYTES_MAX) {
      throw new Refused(
          Flaw.YAML_EXPANSION_TOO_LARGE,
          value.at(),
          "references to inputs make the plan too large, must be at most 64 MiB in full",
          "refer to them less often, or read the variable in the task");
    }
  }
}
