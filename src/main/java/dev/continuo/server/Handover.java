package dev.continuo.server;

import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes down what tasks have left for those that need them. */
final class Handover {
  /** Of results that are longer together, the last are left out of the file. */
  static final int BYTES_MAX = 32 << 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Function<Text, String> texts;
  private final Function<TurnId, Path> artifacts;

  /**
   * Hands over what stored texts and folders hold.
   *
   * @param texts reads stored texts
   * @param artifacts the folder that a turn leaves files in
   */
  Handover(Function<Text, String> texts, Function<TurnId, Path> artifacts) {
    this.texts = texts;
    this.artifacts = artifacts;
  }

  /** The folders that they have left files in. */
  List<Path> folders(List<Left> left) {
    return left.stream().flatMap(each -> each.artifacts().stream()).map(artifacts).toList();
  }

  /**
   * By the names of the tasks: how each stands, its verdict, its whole result, and the paths of the
   * files that it left.
   */
  String file(List<Left> left) {
    var document = JSON.createObjectNode();
    long bytes = 0;
    for (var each : left) {
      var node = document.putObject(each.task()).put("state", each.state());
      node.put("verdict", each.result().verdict());
      var text = each.spoke() ? texts.apply(each.result().json()) : "";
      bytes += text.length();
      if (text.isEmpty()) {
        node.putNull("result");
      } else if (bytes > BYTES_MAX) {
        node.putNull("result").put("omitted", true);
      } else {
        node.set("result", JSON.readTree(text));
      }
      each.artifacts().ifPresent(turn -> put(node.putObject("artifacts"), artifacts.apply(turn)));
    }
    return JSON.writeValueAsString(document);
  }

  private static void put(ObjectNode paths, Path folder) {
    Expected.files(folder)
        .forEach(file -> paths.put(String.valueOf(file.getFileName()), file.toString()));
  }

  /** The same as conditions see it, where who said nothing has an empty result. */
  Map<String, Object> values(List<Left> left) {
    var values = new LinkedHashMap<String, Object>();
    for (var each : left) {
      var value = new HashMap<String, Object>();
      var verdict = each.result().verdict();
      value.put("state", each.state());
      value.put("verdict", verdict == null ? "" : verdict);
      var result = JSON.readTree(each.spoke() ? texts.apply(each.result().json()) : "{}");
      value.put("result", value(result));
      if (!each.options().isEmpty()) {
        value.put("choice", Expected.chosen(result, each.options()));
      }
      values.put(each.task(), value);
    }
    return values;
  }

  /** The value that a JSON text stands for. */
  static Object value(String json) {
    return value(JSON.readTree(json));
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      var map = new LinkedHashMap<String, Object>();
      node.forEachEntry((key, each) -> map.put(key, value(each)));
      return map;
    }
    if (node.isArray()) {
      return node.valueStream().map(Handover::value).toList();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isNull() ? dev.continuo.expression.Cel.NOTHING : node.asString();
  }
}
