package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.EachGrammar.FOR_EACH;

import dev.continuo.condition.ConditionPart;
import dev.continuo.expansion.EachPart;
import dev.continuo.plan.Draft;
import dev.continuo.plan.Expressions.Use;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Item;
import dev.continuo.task.GroupPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Need;
import dev.continuo.task.Part;
import dev.continuo.task.TaskSpec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes of a task that is done for each item of a list its group, and the tasks of the items. */
final class EachReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final GroupPart GROUP = new GroupPart(GroupPart.Form.LIST);

  private final StartReader start;

  EachReader(StartReader start) {
    this.start = start;
  }

  /**
   * What becomes of the task.
   *
   * @param said it with nothing but what may speak of its item
   */
  List<Draft> read(Section section, Draft task, TaskSpec said) {
    var value = section.get(FOR_EACH);
    if (value == null) {
      return List.of(task);
    }
    return value.tree() instanceof Tree.Items ? listed(value, task, said) : told(value, task);
  }

  private List<Draft> told(Value value, Draft task) {
    if (!(value.tree() instanceof Tree.Scalar(_, var text, _)) || !StartReader.marked(text)) {
      value.wrongType(EachGrammar.LIST.allowed());
      return List.of(task);
    }
    var expression = start.expression(value, text, Use.FOR_EACH, task.needs());
    return expression == null
        ? List.of(task)
        : List.of(
            new Draft(
                task.name(),
                task.title(),
                task.place(),
                task.needs(),
                needs -> group(task.spec().apply(needs), expression)));
  }

  /** The items of the group do what the task says, once it says that they do it. */
  private static TaskSpec group(TaskSpec task, StartReader.Expression expression) {
    var ofGroup = new ArrayList<Part>();
    var ofItems = new ArrayList<Part>();
    for (var part : task.parts()) {
      if (part instanceof JoinPart || part instanceof ConditionPart) {
        ofGroup.add(part);
      } else {
        ofItems.add(part);
      }
      if (part.remark()) {
        ofGroup.add(part);
      }
    }
    var item = task.needing(List.of()).having(ofItems);
    ofGroup.add(new GroupPart(GroupPart.Form.LIST, GroupPart.Source.ADDED));
    ofGroup.add(new EachPart(expression.text(), expression.inputs(), item));
    return TaskSpec.sync(task.name(), task.needs(), ofGroup);
  }

  private static List<Draft> listed(Value value, Draft task, TaskSpec said) {
    var items = items(value, said);
    var common = new Common(task);
    var drafts = new ArrayList<Draft>(items.size() + 1);
    var members = new ArrayList<Draft.Edge>(items.size());
    for (var item : items) {
      var name = GroupPart.member(task.name(), Integer.toString(item.number()));
      members.add(new Draft.Edge(name, Need.On.ENDED, task.place()));
      drafts.add(
          new Draft(
              name,
              task.title(),
              task.place(),
              task.needs(),
              needs -> item.of(common.needing(needs))));
    }
    drafts.add(
        new Draft(
            task.name(),
            task.title(),
            task.place(),
            members,
            needs -> TaskSpec.sync(task.name(), needs, List.of(GROUP))));
    return drafts;
  }

  /** What all items have in common, made when the first of them is. */
  private static final class Common {
    private final Draft task;
    private @Nullable TaskSpec made;

    Common(Draft task) {
      this.task = task;
    }

    TaskSpec needing(List<Need> needs) {
      var spec = made;
      if (spec == null) {
        spec = task.spec().apply(needs);
        made = spec;
      }
      return spec.needing(needs);
    }
  }

  /** Those that are wrong have been told. */
  private static List<Item> items(Value value, TaskSpec said) {
    var values = value.items(EachGrammar.LIST);
    if (values == null) {
      return List.of();
    }
    if (values.isEmpty()) {
      value.tell(
          Flaw.EACH_EMPTY,
          "is empty, there is nothing to do it for",
          "name something, or remove the task");
    }
    var items = new ArrayList<Item>(values.size());
    long length = 0;
    for (var each : values) {
      var item = item(each, items.size() + 1);
      if (item != null) {
        item.missing(said).forEach(path -> tellMissing(each, path));
        items.add(item);
        length += item.length(said);
      }
    }
    if (length > Item.CHARACTERS_MAX) {
      throw tooLarge(value, items.size());
    }
    return items;
  }

  private static Refused tooLarge(Value value, int items) {
    return new Refused(
        Flaw.YAML_EXPANSION_TOO_LARGE,
        value.at(),
        "`for-each` makes the plan too large for %d items, must be at most 64 MiB in all of them"
            .formatted(items),
        "put its long texts into files");
  }

  private static void tellMissing(Value item, String path) {
    item.tell(
        Flaw.ITEM_FIELD_MISSING,
        "has no " + Quote.of(path) + ", of which the task speaks as `${{ item." + path + " }}`",
        "give it one, like `{" + path + ": value}`");
  }

  private static @Nullable Item item(Value value, int number) {
    var json = json(value.tree());
    if (json.isNull()) {
      value.tell(Flaw.TYPE_WRONG, "is nothing", "write `\"\"` for an empty text, or remove it");
      return null;
    }
    var item = new Item(number, ItemTexts.of(json));
    var bytes = json.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Item.BYTES_MAX) {
      value.tell(
          Flaw.TEXT_TOO_LONG,
          "is too long, found " + bytes + " bytes, must be at most " + Item.BYTES_MAX,
          "hand over the name of a file");
      return null;
    }
    return item.texts().values().stream().allMatch(text -> value.usable(text) != null)
        ? item
        : null;
  }

  /** The value that stands there, as JSON has it. */
  private static JsonNode json(Tree tree) {
    return switch (tree) {
      case Tree.Scalar(_, var text, var kind) ->
          switch (kind) {
            case TEXT -> JSON.getNodeFactory().stringNode(text);
            case NUMBER -> number(text);
            case TRUTH -> JSON.getNodeFactory().booleanNode(text.equalsIgnoreCase("true"));
            case NOTHING -> JSON.getNodeFactory().nullNode();
          };
      case Tree.Items(_, var items, _) -> {
        var list = JSON.createArrayNode();
        items.forEach(each -> list.add(json(each)));
        yield list;
      }
      case Tree.Fields(_, var fields, _) -> {
        var object = JSON.createObjectNode();
        for (var field : fields) {
          if (field.key() instanceof Tree.Scalar(_, var name, _)) {
            object.set(name, json(field.value()));
          }
        }
        yield object;
      }
    };
  }

  /** A number that JSON does not know is the text that was written. */
  private static JsonNode number(String text) {
    try {
      return JSON.getNodeFactory().numberNode(new BigDecimal(text));
    } catch (NumberFormatException other) {
      return JSON.getNodeFactory().stringNode(text);
    }
  }
}
