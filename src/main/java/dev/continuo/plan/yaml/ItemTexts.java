package dev.continuo.plan.yaml;

import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What can be said of an item, from the JSON that it is. */
public final class ItemTexts {
  private ItemTexts() {}

  /** The whole by the empty path, and each field by the names that lead to it. */
  public static SortedMap<String, String> of(JsonNode value) {
    var texts = new TreeMap<String, String>();
    add(texts, "", value);
    return texts;
  }

  private static void add(SortedMap<String, String> texts, String path, JsonNode value) {
    texts.put(path, value.isValueNode() ? value.asString("") : value.toString());
    value.forEachEntry(
        (name, field) -> add(texts, path.isEmpty() ? name : path + "." + name, field));
  }
}
