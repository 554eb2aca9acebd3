package dev.continuo.plan.yaml;

import static java.util.stream.Collectors.joining;

import dev.continuo.plan.yaml.Form.Expressions;
import dev.continuo.plan.yaml.Form.Fields;
import dev.continuo.task.Durations;
import dev.continuo.task.FilesPart;
import dev.continuo.task.SecretPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What plans and agent definitions may look like, as JSON Schema for editors (draft-07, which all
 * of them know).
 *
 * <p>It refuses nothing that the reader takes. What no schema can say (cycles, unknown needs, a
 * folder that leads out of the project) is left to {@code validate}.
 */
public final class PlanSchema {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
  private static final String EXPRESSION = "\\$\\{\\{";
  private static final String NUL = "\\u0000";
  private static final String NOT_BLANK = "[^ \\t\\r\\n]";

  /** Neither absolute, nor out of the project at once. */
  private static final String FOLDER = "^(?!/|\\.\\.(/|$))";

  private static final String VARIABLE = "^(?!" + EnvReader.RESERVED + ")" + EnvReader.NAMES + "$";

  private final ObjectNode definitions = JSON.createObjectNode();
  private final Map<Form, String> defined = new HashMap<>();

  private PlanSchema() {}

  /** The schema of plan files. */
  public static String plan() {
    return of("A plan of Continuo", Grammar.PLAN);
  }

  /** The schema of agent definitions. */
  public static String agent() {
    return of("An agent of Continuo", AgentGrammar.AGENT_DEFINITION);
  }

  private static String of(String title, Fields top) {
    var schema = new PlanSchema();
    var root = JSON.createObjectNode().put("$schema", DRAFT).put("title", title);
    root.setAll(schema.form(top));
    root.set("definitions", schema.definitions);
    return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
  }

  private ObjectNode form(Form form) {
    return switch (form) {
      case Form.Nothing _ -> types("null");
      case Form.Text _ -> text("string", "number", "boolean");
      case Form.Prose _ -> text("string", "boolean");
      case Form.Title(var max) -> text("string", "number", "boolean").put("maxLength", max);
      case Form.Scalar(_, var expressions) -> scalar(expressions);
      case Form.Name _ -> pattern(Names.PATTERN, "string", "number", "boolean");
      case Form.SecretName _ -> pattern(SecretPart.PATTERN, "string", "number", "boolean");
      case Form.Glob _ ->
          without(pattern(FilesPart.PATTERN, "string", "number", "boolean"), EXPRESSION);
      case Form.Folder _ -> text("string", "number", "boolean").put("pattern", FOLDER);
      case Form.Whole(var min, var max) -> types("integer").put("minimum", min).put("maximum", max);
      case Form.Truth _ -> types("boolean");
      case Form.Span _ -> pattern("(?=.)" + Durations.PATTERN, "string");
      case Form.Word<?> word -> word(word);
      case Form.Arguments(_, var expressions) -> arguments(expressions);
      case Form.Condition _ -> types("string", "boolean").put("pattern", NOT_BLANK);
      case Form.Expression _ -> pattern("\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*", "string");
      case Form.Anything _ -> types("string", "number", "boolean", "object", "array");
      case Form.Variables _ -> variables();
      case Form.Items(_, var each, var max) -> items(each, max);
      case Fields fields -> fields(fields);
      case Form.Named named -> named(named);
      case Form.Either(_, var forms) -> anyOf(forms.stream().map(this::form).toList());
    };
  }

  private static ObjectNode types(String... names) {
    var node = JSON.createObjectNode();
    if (names.length == 1) {
      return node.put("type", names[0]);
    }
    List.of(names).forEach(node.putArray("type")::add);
    return node;
  }

  private static ObjectNode pattern(String pattern, String... types) {
    return types(types).put("pattern", "^" + pattern + "$");
  }

  private static ObjectNode text(String... types) {
    return without(types(types).put("pattern", NOT_BLANK), EXPRESSION);
  }

  private static ObjectNode without(ObjectNode node, String pattern) {
    node.set("not", types("string").put("pattern", pattern + "|" + NUL));
    return node;
  }

  private static ObjectNode scalar(Expressions expressions) {
    return without(types("string", "number", "boolean"), forbidden(expressions));
  }

  private static String forbidden(Expressions expressions) {
    return switch (expressions) {
      case NONE -> EXPRESSION;
      case INPUTS -> EXPRESSION + "(?!" + Inputs.REFERENCE + "|" + Inputs.ITEM + ")";
    };
  }

  /** The words for whoever completes them, and any case of their letters. */
  private static ObjectNode word(Form.Word<?> word) {
    var told = JSON.createObjectNode();
    word.words().keySet().forEach(told.putArray("enum")::add);
    var any = word.all().keySet().stream().map(PlanSchema::anyCase).collect(joining("|"));
    return anyOf(List.of(told, pattern("(?:" + any + ")", "string")));
  }

  private static String anyCase(String word) {
    return word.chars()
        .mapToObj(
            letter ->
                Character.isLetter(letter)
                    ? "[" + (char) letter + (char) Character.toUpperCase(letter) + "]"
                    : Character.toString(letter))
        .collect(joining());
  }

  private static ObjectNode anyOf(List<ObjectNode> nodes) {
    var node = JSON.createObjectNode();
    nodes.forEach(node.putArray("anyOf")::add);
    return node;
  }

  private static ObjectNode arguments(Expressions expressions) {
    var argument = scalar(expressions).put("maxLength", WorkReader.ARGUMENT_BYTES_MAX);
    var node = types("array").put("minItems", 1).put("maxItems", WorkReader.ARGUMENTS_MAX);
    node.putArray("items").add(argument.deepCopy().put("pattern", NOT_BLANK));
    node.set("additionalItems", argument);
    return node;
  }

  private static ObjectNode variables() {
    var node = types("object").put("maxProperties", EnvReader.VARIABLES_MAX);
    node.putObject("propertyNames").put("pattern", VARIABLE);
    node.set(
        "additionalProperties",
        scalar(Expressions.INPUTS).put("maxLength", EnvReader.VARIABLE_BYTES_MAX));
    return node;
  }

  private ObjectNode items(Form each, int max) {
    var node = types("array");
    if (max < Integer.MAX_VALUE) {
      node.put("maxItems", max);
    }
    node.put(
        "uniqueItems",
        each instanceof Form.Name || each instanceof Form.SecretName || each instanceof Form.Glob);
    node.set("items", form(each));
    return node;
  }

  private ObjectNode named(Form.Named named) {
    var node = types("object");
    if (named.min() > 0) {
      node.put("minProperties", named.min());
    }
    if (named.max() < Integer.MAX_VALUE) {
      node.put("maxProperties", named.max());
    }
    node.putObject("propertyNames").put("pattern", "^" + named.naming().pattern() + "$");
    node.set("additionalProperties", form(named.each()));
    return node;
  }

  private ObjectNode fields(Fields fields) {
    var node = types("object");
    var properties = node.putObject("properties");
    fields.keys().forEach(key -> properties.set(key.name(), property(key)));
    node.put("additionalProperties", false);
    if (!fields.required().isEmpty()) {
      fields.required().forEach(key -> node.withArray("required").add(key.name()));
    }
    fields.one().forEach(key -> required(node.withArray("oneOf").addObject(), key));
    fields
        .with()
        .forEach(
            (key, other) ->
                node.withObject("/dependencies").putArray(key.name()).add(other.name()));
    return node;
  }

  private static void required(ObjectNode node, Key<?> key) {
    node.putArray("required").add(key.name());
  }

  private ObjectNode property(Key<?> key) {
    var node = JSON.createObjectNode().put("description", key.described());
    if (key.form() instanceof Form.Either
        || key.form() instanceof Form.Items
        || key.form() instanceof Form.Variables) {
      node.putArray("allOf").addObject().put("$ref", "#/definitions/" + definition(key));
    } else {
      node.setAll(form(key.form()));
    }
    return node;
  }

  /** What several keys share stands once, under the name of the first of them. */
  private String definition(Key<?> key) {
    var known = defined.get(key.form());
    if (known == null) {
      definitions.set(key.name(), form(key.form()));
      defined.put(key.form(), key.name());
      return key.name();
    }
    return known;
  }
}
