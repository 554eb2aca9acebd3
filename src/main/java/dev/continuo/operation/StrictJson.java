package dev.continuo.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads a body as one JSON object, and refuses what two readers might understand differently. */
public final class StrictJson {
  /** Nothing that is asked of us is nested deeper than this. */
  static final int DEPTH_MAX = 16;

  private static final int NAME_LENGTH_MAX = 1_000;
  private static final int NUMBER_LENGTH_MAX = 50;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX + 1)
                  .maxStringLength(Http.PLAN_BYTES_MAX)
                  .maxNameLength(NAME_LENGTH_MAX)
                  .maxNumberLength(NUMBER_LENGTH_MAX)
                  .build())
          .build();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  public static Map<String, @Nullable Object> object(byte[] bytes) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problems.badBody("must be a JSON object in UTF-8");
      }
      var members = new StrictJson(parser).members(1);
      if (parser.nextToken() != null) {
        throw Problems.badBody("something follows the JSON object");
      }
      return members;
    } catch (JacksonException bad) {
      var place = bad.getLocation();
      throw Problems.badBody(
          place == null
              ? "not JSON, must be a JSON object in UTF-8"
              : "not JSON at line "
                  + place.getLineNr()
                  + ", column "
                  + place.getColumnNr()
                  + ", must be a JSON object in UTF-8");
    } catch (NumberFormatException beyond) {
      throw Problems.badBody("a number is too large or too small");
    }
  }

  private Map<String, @Nullable Object> members(int depth) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      var value = value(depth);
      if (members.containsKey(name)) {
        throw Problems.badBody("key `" + Problems.quoted(path()) + "` stands twice");
      }
      members.put(name, value);
    }
    return members;
  }

  private List<@Nullable Object> elements(int depth) {
    var elements = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(depth));
    }
    return elements;
  }

  private @Nullable Object value(int depth) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(deeper(depth));
      case START_ARRAY -> elements(deeper(depth));
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("bug: " + parser.currentToken() + " is no value");
    };
  }

  /**
   * Where the parser is: {@code env.list[3].name}. Put together only when it is told: a name has up
   * to 1,000 characters, and there may be millions of values below it.
   */
  private String path() {
    var path = new StringBuilder();
    for (var at = parser.streamReadContext(); !at.inRoot(); at = at.getParent()) {
      path.insert(0, at.inArray() ? "[" + at.getCurrentIndex() + "]" : "." + at.currentName());
    }
    return path.substring(1);
  }

  private static int deeper(int depth) {
    if (depth == DEPTH_MAX) {
      throw Problems.badBody("nested deeper than " + DEPTH_MAX + " levels");
    }
    return depth + 1;
  }
}
