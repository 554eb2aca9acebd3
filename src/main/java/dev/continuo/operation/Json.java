package dev.continuo.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes views as JSON: members in the order of their records, what is absent as null. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  public static JsonNode tree(String text) {
    return MAPPER.readTree(text);
  }

  public static byte[] bytes(Object view) {
    return MAPPER.writeValueAsBytes(view);
  }

  /** On one line, as an event stream needs it. */
  public static String line(Object view) {
    return MAPPER.writeValueAsString(view);
  }
}
