package dev.continuo.server.handover;

import dev.continuo.expression.Cel;
import dev.continuo.expression.Limit;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Result;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes down what tasks have left for those that need them. */
public final class Handover {
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
  public Handover(Function<Text, String> texts, Function<TurnId, Path> artifacts) {
    this.texts = texts;
    this.artifacts = artifacts;
  }

  /** The folders that they have left files in. */
  public List<Path> folders(List<Left> left) {
    return left.stream().flatMap(Left::turns).map(artifacts).toList();
  }

  /**
   * By the names of the tasks: how each stands, its verdict, its whole result, and the paths of the
   * files that it left; of one that stands for others, those under {@code members}.
   */
  public String file(List<Left> left) {
    var document = JSON.createObjectNode();
    var room = new Room();
    left.forEach(each -> put(document.putObject(each.task()), each, room));
    return JSON.writeValueAsString(document);
  }

  /** What is left of the bytes that the results may have together. */
  private static final class Room {
    private long bytes = BYTES_MAX;

    boolean has(int more) {
      bytes -= more;
      return bytes >= 0;
    }
  }

  private void put(ObjectNode node, Left left, Room room) {
    node.put("state", left.state()).put("verdict", left.result().verdict());
    if (left.group().isPresent()) {
      var members = node.putObject("members");
      left.group()
          .get()
          .members()
          .forEach(member -> put(members.putObject(member.task()), member, room));
    }
    var text = texts.apply(left.result().json());
    if (!room.has(text.length())) {
      node.putNull("result").put("omitted", true);
    } else if (left.group().isPresent()) {
      node.set("result", together(left.task(), left.group().get(), node.path("members")));
    } else if (text.isEmpty()) {
      node.putNull("result");
    } else {
      node.set("result", JSON.readTree(text));
    }
    left.artifacts().ifPresent(turn -> put(node.putObject("artifacts"), artifacts.apply(turn)));
  }

  /** The results of the members as one. */
  private static JsonNode together(String name, Left.Group group, JsonNode members) {
    return switch (group.form()) {
      case LIST -> {
        var list = JSON.createArrayNode();
        group.members().forEach(each -> list.add(members.path(each.task()).path("result")));
        yield list;
      }
      case BY_NAME -> {
        var object = JSON.createObjectNode();
        for (var each : group.members()) {
          object.set(GroupPart.within(name, each.task()), members.path(each.task()).path("result"));
        }
        yield object;
      }
    };
  }

  private static void put(ObjectNode paths, Path folder) {
    Expected.files(folder)
        .forEach(file -> paths.put(String.valueOf(file.getFileName()), file.toString()));
  }

  /** What the values of an evaluation take in memory, counted before they are read. */
  private static final class Weight {
    private static final int CHARACTER_BYTES = 2;

    /** Of a value, its place in a list or map, and what belongs to both. */
    private static final int VALUE_BYTES = 64;

    private long bytes;

    void add(String json) throws Cel.Untold {
      bytes += (long) json.length() * CHARACTER_BYTES;
      bytes += VALUE_BYTES * json.chars().filter(c -> "[{,:".indexOf(c) >= 0).count();
      if (bytes > Limit.VALUES.most()) {
        throw new Cel.Untold(Limit.VALUES.exceeded());
      }
    }
  }

  /**
   * The same as conditions see it, where who said nothing has an empty result.
   *
   * @throws Cel.Untold when they are more than an evaluation may be given
   */
  public Map<String, Object> values(List<Left> left) throws Cel.Untold {
    var values = new LinkedHashMap<String, Object>();
    var weight = new Weight();
    for (var each : left) {
      var value = new HashMap<String, Object>();
      var verdict = each.result().verdict();
      value.put("state", each.state());
      value.put("verdict", verdict == null ? "" : verdict);
      value.put("result", result(each, weight));
      if (!each.options().isEmpty()) {
        value.put("choice", Expected.chosen(JSON.readTree(said(each)), each.options()));
      }
      values.put(each.task(), value);
    }
    return values;
  }

  /** What a task left, as conditions see it. */
  public Object result(Result result) {
    return value(
        JSON.readTree(result.json().equals(Text.EMPTY) ? "{}" : texts.apply(result.json())));
  }

  private String said(Left left) {
    return left.spoke() ? texts.apply(left.result().json()) : "{}";
  }

  private Object result(Left left, Weight weight) throws Cel.Untold {
    if (left.group().isEmpty()) {
      var json = said(left);
      weight.add(json);
      return value(json);
    }
    var group = left.group().get();
    return switch (group.form()) {
      case LIST -> {
        var results = new ArrayList<Object>();
        for (var member : group.members()) {
          results.add(result(member, weight));
        }
        yield results;
      }
      case BY_NAME -> {
        var results = new LinkedHashMap<String, Object>();
        for (var each : group.members()) {
          results.put(GroupPart.within(left.task(), each.task()), result(each, weight));
        }
        yield results;
      }
    };
  }

  /** The value that a JSON text stands for. */
  public static Object value(String json) {
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
    return node.isNull() ? Cel.NOTHING : node.asString();
  }
}
