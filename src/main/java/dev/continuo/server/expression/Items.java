package dev.continuo.server.expression;

import dev.continuo.expression.Cel;
import dev.continuo.plan.Item;
import dev.continuo.plan.yaml.ItemTexts;
import dev.continuo.task.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The items of a list that an expression came to. */
final class Items {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Items() {}

  /** Items that the task can be done for. */
  static List<Item> of(List<?> values, TaskSpec task) throws Cel.Untold {
    if (values.size() > Item.ITEMS_MAX) {
      throw new Cel.Untold(
          "it has " + values.size() + " items, at most " + Item.ITEMS_MAX + " are allowed");
    }
    var items = new ArrayList<Item>(values.size());
    long length = 0;
    for (var value : values) {
      var item = item(items.size() + 1, value, task);
      items.add(item);
      length += item.length(task);
    }
    if (length > Item.CHARACTERS_MAX) {
      throw new Cel.Untold("its tasks are too large, at most 64 MiB in all of them are allowed");
    }
    return items;
  }

  private static Item item(int number, Object value, TaskSpec task) throws Cel.Untold {
    var json = json(value);
    if (json.isNull()) {
      throw new Cel.Untold("its item " + number + " is nothing");
    }
    var bytes = json.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Item.BYTES_MAX) {
      throw new Cel.Untold(
          "its item %d has %d bytes, at most %d are allowed"
              .formatted(number, bytes, Item.BYTES_MAX));
    }
    var item = new Item(number, ItemTexts.of(json));
    if (item.texts().values().stream().anyMatch(text -> text.indexOf('\0') >= 0)) {
      throw new Cel.Untold("its item " + number + " has the character NUL");
    }
    var missing = item.missing(task);
    if (!missing.isEmpty()) {
      throw new Cel.Untold("its item " + number + " has no `" + missing.first() + "`");
    }
    return item;
  }

  private static JsonNode json(Object value) {
    return switch (value) {
      case String text -> JSON.getNodeFactory().stringNode(text);
      case Boolean truth -> JSON.getNodeFactory().booleanNode(truth);
      case Double number -> JSON.getNodeFactory().numberNode(number);
      case Number number -> JSON.getNodeFactory().numberNode(number.longValue());
      case List<?> list -> {
        var array = JSON.createArrayNode();
        list.forEach(each -> array.add(json(each)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = JSON.createObjectNode();
        map.forEach((name, each) -> object.set(String.valueOf(name), json(each)));
        yield object;
      }
      case Object nothing when nothing.equals(Cel.NOTHING) -> JSON.getNodeFactory().nullNode();
      case Object other -> JSON.getNodeFactory().stringNode(String.valueOf(other));
    };
  }
}
