package dev.continuo.cli;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * JSON as trees: numbers keep the digits that they were written with.
 *
 * <p>An {@code ObjectMapper} does as much, but making one takes longer than most commands take to
 * run.
 */
final class Json {
  private static final JsonFactory FORMAT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static JsonNode text(String text) {
    return StringNode.valueOf(text);
  }

  /**
   * The value that the bytes are, the missing node when there are none.
   *
   * @throws JacksonException when it is not one JSON value
   */
  static JsonNode read(byte[] bytes) {
    try (var parser = FORMAT.createParser(ObjectReadContext.empty(), bytes)) {
      return document(parser);
    }
  }

  /**
   * The value that the text is, the missing node when it is empty.
   *
   * @throws JacksonException when it is not one JSON value
   */
  static JsonNode read(String text) {
    try (var parser = FORMAT.createParser(ObjectReadContext.empty(), text)) {
      return document(parser);
    }
  }

  static String write(JsonNode node) {
    var text = new StringWriter();
    try (var generator = FORMAT.createGenerator(ObjectWriteContext.empty(), text)) {
      write(node, generator);
    }
    return text.toString();
  }

  private static JsonNode document(JsonParser parser) {
    var first = parser.nextToken();
    if (first == null) {
      return MissingNode.getInstance();
    }
    var value = value(parser, first);
    if (parser.nextToken() != null) {
      throw new StreamReadException(parser, "more than one value");
    }
    return value;
  }

  /** Nested no deeper than the parser allows. */
  private static JsonNode value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new StreamReadException(parser, "a value starts with " + token);
    };
  }

  private static ObjectNode members(JsonParser parser) {
    var object = NODES.objectNode();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      object.set(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static ArrayNode elements(JsonParser parser) {
    var array = NODES.arrayNode();
    for (var next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
      array.add(value(parser, next));
    }
    return array;
  }

  private static JsonNode integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static void write(JsonNode node, JsonGenerator to) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        to.writeStartObject();
        for (var member : node.properties()) {
          to.writeName(member.getKey());
          write(member.getValue(), to);
        }
        to.writeEndObject();
      }
      case ARRAY -> {
        to.writeStartArray();
        for (var element : node) {
          write(element, to);
        }
        to.writeEndArray();
      }
      case STRING -> to.writeString(node.stringValue());
      case NUMBER -> number(node, to);
      case BOOLEAN -> to.writeBoolean(node.booleanValue());
      case NULL, MISSING -> to.writeNull();
      case BINARY, POJO -> throw new IllegalArgumentException("not of JSON: " + node.getNodeType());
    }
  }

  private static void number(JsonNode node, JsonGenerator to) {
    switch (node.numberType()) {
      case INT -> to.writeNumber(node.intValue());
      case LONG -> to.writeNumber(node.longValue());
      case BIG_INTEGER -> to.writeNumber(node.bigIntegerValue());
      case FLOAT, DOUBLE, BIG_DECIMAL -> to.writeNumber(node.decimalValue());
    }
  }
}
