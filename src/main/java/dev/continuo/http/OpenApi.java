package dev.continuo.http;

import dev.continuo.operation.Http;
import dev.continuo.operation.JsonSchema;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Operation.Kind;
import dev.continuo.operation.Operation.Source;
import dev.continuo.operation.Operations;
import dev.continuo.operation.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The description of the interface in OpenAPI 3.1, made from the declarations. */
public final class OpenApi {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String SCHEMAS = "#/components/schemas/";

  private final JsonSchema schemas = new JsonSchema(SCHEMAS);

  private OpenApi() {}

  /** Made when somebody first asks for it. */
  private static final class Made {
    private static final String DOCUMENT =
        JSON.writeValueAsString(new OpenApi().whole()).replace("\r\n", "\n") + "\n";
  }

  /** The document, the same for the same program. */
  public static String document() {
    return Made.DOCUMENT;
  }

  private Map<String, Object> whole() {
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        object(
            "title",
            "Continuo",
            "version",
            "1",
            "description",
            "A durable orchestrator for coding agents and other long-running commands."
                + " Generated from the declared operations.",
            "license",
            object("name", "Apache-2.0", "identifier", "Apache-2.0")));
    document.put("servers", List.of(object("url", "/")));
    document.put("security", List.of(object("token", List.of())));
    document.put("paths", paths());
    var definitions = new TreeMap<>(schemas.definitions());
    definitions.put("Problem", problem());
    document.put(
        "components",
        object(
            "schemas",
            definitions,
            "securitySchemes",
            object(
                "token",
                object(
                    "type", "http",
                    "scheme", "bearer",
                    "description",
                        "the file `token` of the data folder, or `$CONTINUO_TOKEN` of a turn"))));
    return document;
  }

  private Map<String, Object> paths() {
    var paths = new LinkedHashMap<String, Map<String, Object>>();
    for (var operation : Operations.DECLARED) {
      var http = operation.http();
      var path = paths.computeIfAbsent(http.path().replace("*}", "}"), _ -> new LinkedHashMap<>());
      var method = http.method().toLowerCase(Locale.ROOT);
      path.merge(method, described(operation), OpenApi::both);
    }
    return new LinkedHashMap<>(paths);
  }

  private Map<String, Object> described(Operation<?, ?> operation) {
    var described = new LinkedHashMap<String, Object>();
    described.put("operationId", operation.name());
    described.put("tags", List.of(operation.subject()));
    described.put("summary", operation.summary());
    if (operation.scope(dev.continuo.operation.CallerKind.STRANGER).isPresent()) {
      described.put("security", List.of());
    }
    var parameters = parameters(operation);
    if (!parameters.isEmpty()) {
      described.put("parameters", parameters);
    }
    if (!operation.members(Source.BODY).isEmpty()) {
      described.put(
          "requestBody",
          object(
              "required",
              !schemas.required(operation, Source.BODY).isEmpty(),
              "content",
              content("application/json", schemas.body(operation))));
    }
    described.put("responses", responses(operation));
    described.put("x-continuo-kind", operation.kind().name().toLowerCase(Locale.ROOT));
    described.put("x-continuo-callers", callers(operation));
    described.put("x-continuo-repetition", operation.repetition().words());
    return described;
  }

  private static Map<String, Object> callers(Operation<?, ?> operation) {
    var callers = new LinkedHashMap<String, Object>();
    operation.allowed().forEach((caller, scope) -> callers.put(caller.word(), scope.words()));
    return callers;
  }

  private List<Object> parameters(Operation<?, ?> operation) {
    var parameters = new ArrayList<Object>();
    add(parameters, operation, Source.PATH, "path");
    add(parameters, operation, Source.PARAMETER, "query");
    if (operation.kind() == Kind.QUERY) {
      parameters.add(
          parameter(
              Call.AT_LEAST,
              "query",
              "waits up to 5 s until the event with this number is seen",
              object("type", "integer", "format", "int64", "minimum", 0)));
    }
    if (operation.http().media() == Http.Media.EVENTS) {
      parameters.add(
          parameter(
              Call.LAST_EVENT,
              "header",
              "the `id` of the last event that was received; a stream goes on after it",
              object("type", "integer", "format", "int64", "minimum", 0)));
    }
    if (operation.repetition() == Operation.Repetition.KEYED) {
      parameters.add(
          parameter(
              Call.KEY_HEADER,
              "header",
              "the same request again is answered as before and has no effect, for 24 hours",
              object("type", "string", "pattern", "^[!-~]{1,200}$")));
    }
    return parameters;
  }

  private void add(List<Object> to, Operation<?, ?> operation, Source source, String in) {
    var required = schemas.required(operation, source);
    schemas
        .input(operation, source)
        .forEach(
            (name, schema) -> {
              var made = new LinkedHashMap<>(cast(schema));
              var says = Objects.toString(made.remove("description"), "");
              var parameter = parameter(name, in, says, made);
              if (source == Source.PATH || required.contains(name)) {
                parameter.put("required", true);
              }
              if ("array".equals(made.get("type"))) {
                parameter.put("style", "form");
                parameter.put("explode", false);
              }
              to.add(parameter);
            });
  }

  private static Map<String, Object> parameter(
      String name, String in, String says, Map<String, Object> schema) {
    return object("name", name, "in", in, "description", says, "schema", schema);
  }

  private Map<String, Object> responses(Operation<?, ?> operation) {
    var http = operation.http();
    var responses = new LinkedHashMap<String, Object>();
    var good =
        object(
            "description",
            "answered",
            "content",
            content(http.media().type(), schemas.output(operation)));
    var headers = headers(http);
    if (!headers.isEmpty()) {
      good.put("headers", headers);
    }
    responses.put("" + http.status(), good);
    var codes = new TreeMap<Integer, List<String>>();
    for (var code : operation.codes()) {
      codes.computeIfAbsent(Problem.status(code), _ -> new ArrayList<>()).add(code);
    }
    codes.forEach((status, all) -> responses.put("" + status, refused(all)));
    return responses;
  }

  private static Map<String, Object> headers(Http http) {
    var headers = new LinkedHashMap<String, Object>();
    if (http.media() == Http.Media.TEXT) {
      Answers.OUTPUT_HEADERS.forEach((name, says) -> headers.put(name, header(says)));
    }
    if (!http.location().isEmpty()) {
      headers.put("Location", header("the path of what was made"));
    }
    return headers;
  }

  private static Map<String, Object> header(String says) {
    return object("description", says, "schema", object("type", "string"));
  }

  private static Map<String, Object> refused(List<String> codes) {
    var named = codes.stream().map(code -> "`" + code + "`").toList();
    return object(
        "description",
        String.join(", ", named),
        "content",
        content(Problem.MEDIA_TYPE, object("$ref", SCHEMAS + "Problem")));
  }

  private static Map<String, Object> content(String type, Map<String, Object> schema) {
    return object(type, object("schema", schema));
  }

  /** Two operations of one path and method, which differ in what the caller accepts. */
  private static Object both(Object one, Object other) {
    var first = cast(one);
    var second = cast(other);
    var merged = new LinkedHashMap<>(first);
    merged.put("summary", first.get("summary") + " " + second.get("summary"));
    merged.put("x-continuo-also", second.get("operationId"));
    var parameters = new LinkedHashMap<Object, Object>();
    for (var each : List.of(second, first)) {
      if (each.get("parameters") instanceof List<?> list) {
        list.forEach(parameter -> parameters.put(cast(parameter).get("name"), parameter));
      }
    }
    merged.put("parameters", List.copyOf(parameters.values()));
    var responses = new LinkedHashMap<>(cast(second.get("responses")));
    cast(first.get("responses"))
        .forEach((status, each) -> responses.merge(status, each, OpenApi::answers));
    merged.put("responses", responses);
    return merged;
  }

  /** Answers of one status: what is refused is named once, what is answered has both types. */
  private static Object answers(Object second, Object first) {
    var merged = new LinkedHashMap<>(cast(first));
    var content = new LinkedHashMap<>(cast(merged.get("content")));
    content.putAll(cast(cast(second).get("content")));
    merged.put("content", content);
    var says = "" + cast(second).get("description");
    if (says.length() > ("" + merged.get("description")).length()) {
      merged.put("description", says);
    }
    return merged;
  }

  @SuppressWarnings("unchecked") // all of it was made here, of maps with texts as keys
  private static Map<String, Object> cast(@org.jspecify.annotations.Nullable Object made) {
    return made instanceof Map<?, ?> ? (Map<String, Object>) made : Map.of();
  }

  /** RFC 9457, with the members that Continuo adds. */
  private static Map<String, Object> problem() {
    var text = object("type", "string");
    var properties =
        object(
            "type", object("type", "string", "description", "a URN with the code"),
            "title", text,
            "status", object("type", "integer"),
            "detail", object("type", "string", "description", "what is wrong, for people"),
            "code", object("type", "string", "description", "stable; programs decide by it"),
            "hint", object("type", "string", "description", "what can be done; may be empty"),
            "problems",
                object(
                    "type",
                    "array",
                    "description",
                    "of `plan_invalid`: what is wrong with the plan",
                    "items",
                    object(
                        "type",
                        "object",
                        "properties",
                        object("place", text, "message", text, "hint", text, "code", text),
                        "required",
                        List.of("place", "message", "hint", "code"))),
            "more",
                object(
                    "type", "integer",
                    "description", "of `plan_invalid`: how many problems are only counted"),
            "floor",
                object(
                    "type", "integer",
                    "description", "of `events_archived`: the last event that is archived"));
    return object(
        "type",
        "object",
        "properties",
        properties,
        "required",
        List.of("type", "title", "status", "detail", "code", "hint"));
  }

  private static Map<String, Object> object(Object... members) {
    var object = new LinkedHashMap<String, Object>();
    for (int i = 0; i < members.length; i += 2) {
      object.put("" + members[i], members[i + 1]);
    }
    return object;
  }
}
