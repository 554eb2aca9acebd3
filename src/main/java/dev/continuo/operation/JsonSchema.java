package dev.continuo.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes inputs and outputs as JSON Schema 2020-12, which OpenAPI 3.1 embeds. Records of outputs
 * are definitions of their own, by name.
 */
public final class JsonSchema {
  private final String references;
  private final SortedMap<String, Object> definitions = new TreeMap<>();
  private final Map<String, Class<?>> names = new LinkedHashMap<>();

  /** {@code references}: where the definitions are found, such as {@code #/$defs/}. */
  public JsonSchema(String references) {
    this.references = references;
  }

  /** The records that were referred to, by name. */
  public SortedMap<String, Object> definitions() {
    return definitions;
  }

  /** The components of the input that have this source, by name. */
  public Map<String, Object> input(Operation<?, ?> operation, Operation.Source source) {
    var schemas = new LinkedHashMap<String, Object>();
    Shape.of(operation.input()).members().stream()
        .filter(member -> operation.source(member.name()) == source)
        .forEach(member -> schemas.put(member.name(), given(member)));
    return schemas;
  }

  /** The names of those of them that a caller must give. */
  public List<String> required(Operation<?, ?> operation, Operation.Source source) {
    return Shape.of(operation.input()).members().stream()
        .filter(member -> operation.source(member.name()) == source && member.required())
        .map(Form.Member::name)
        .toList();
  }

  /** The body of a command. */
  public Map<String, Object> body(Operation<?, ?> operation) {
    return object(
        input(operation, Operation.Source.BODY), required(operation, Operation.Source.BODY));
  }

  /** What the operation answers. */
  public Map<String, Object> output(Operation<?, ?> operation) {
    if (operation.output() == JsonText.class) {
      return Map.of("type", "object");
    }
    return switch (operation.http().media()) {
      case TEXT -> Map.of("type", "string");
      case JSON, EVENTS -> reference(operation.output().asSubclass(Record.class));
    };
  }

  private Map<String, Object> reference(Class<? extends Record> type) {
    var name = type.getSimpleName().replaceFirst("(?<=.)View$", "");
    var known = names.putIfAbsent(name, type);
    if (known != null && known != type) {
      throw new IllegalStateException("bug: " + known + " and " + type + " have one name");
    }
    if (known == null) {
      var properties = new LinkedHashMap<String, Object>();
      var members = Shape.of(type).members();
      members.forEach(member -> properties.put(member.name(), answered(member)));
      var definition = new LinkedHashMap<String, Object>();
      definition.put("type", "object");
      definition.put("properties", properties);
      definition.put("required", members.stream().map(Form.Member::name).toList());
      definitions.put(name, definition);
    }
    return Map.of("$ref", references + name);
  }

  private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private Map<String, Object> given(Form.Member member) {
    var schema = new LinkedHashMap<>(schema(member.form()));
    schema.put("description", member.says());
    var otherwise = member.otherwise();
    if (otherwise != null) {
      schema.put(
          "default", member.form() instanceof Form.Whole ? Long.valueOf(otherwise) : otherwise);
    }
    return schema;
  }

  /** An answer has all its members; what is absent is null. */
  private Map<String, Object> answered(Form.Member member) {
    var schema = new LinkedHashMap<>(schema(member.form()));
    if (member.nullable() && schema.containsKey("$ref")) {
      var either = List.of(Map.of("$ref", schema.remove("$ref")), Map.of("type", "null"));
      schema.put("anyOf", either);
    } else if (member.nullable()) {
      schema.put("type", List.of(schema.getOrDefault("type", "object"), "null"));
    }
    schema.put("description", member.says());
    return schema;
  }

  private Map<String, Object> schema(Form form) {
    return switch (form) {
      case Form.Text text -> text(text);
      case Form.Id(var pattern, _) -> typed("string", "pattern", "^" + pattern + "$");
      case Form.Word(var words) -> typed("string", "enum", new ArrayList<>(words.keySet()));
      case Form.Words(var words) ->
          typed("array", "items", typed("string", "enum", words), "uniqueItems", true);
      case Form.Whole whole -> whole(whole);
      case Form.Truth _ -> typed("boolean");
      case Form.Members(var each, var max) when max == Long.MAX_VALUE ->
          typed("object", "additionalProperties", schema(each));
      case Form.Members(var each, var max) ->
          typed("object", "additionalProperties", schema(each), "maxProperties", max);
      case Form.Time _ -> typed("string", "format", "date-time");
      case Form.Items(var each) -> typed("array", "items", schema(each));
      case Form.Fields(var type) -> reference(type);
      case Form.Anything _ -> new LinkedHashMap<>();
    };
  }

  private static Map<String, Object> text(Form.Text text) {
    var schema = typed("string");
    if (text.lengthMax() != Long.MAX_VALUE) {
      schema.put("maxLength", text.lengthMax());
    }
    if (!text.pattern().isEmpty()) {
      schema.put("pattern", "^(?:" + text.pattern() + ")$");
    }
    if (!text.words().isEmpty()) {
      schema.put("enum", text.words());
    }
    return schema;
  }

  private static Map<String, Object> whole(Form.Whole whole) {
    var schema =
        typed("integer", "format", whole.size() == Form.Whole.Size.INT ? "int32" : "int64");
    if (whole.min() != Long.MIN_VALUE) {
      schema.put("minimum", whole.min());
    }
    if (whole.max() != Long.MAX_VALUE) {
      schema.put("maximum", whole.max());
    }
    return schema;
  }

  private static Map<String, Object> typed(String type, Object... keywords) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", type);
    for (int i = 0; i < keywords.length; i += 2) {
      schema.put("" + keywords[i], keywords[i + 1]);
    }
    return schema;
  }
}
