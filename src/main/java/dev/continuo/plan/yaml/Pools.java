package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.ResourceGrammar.ASK_LIST;
import static dev.continuo.plan.yaml.ResourceGrammar.COUNT;
import static dev.continuo.plan.yaml.ResourceGrammar.POOL;
import static dev.continuo.plan.yaml.ResourceGrammar.POOLS;
import static dev.continuo.plan.yaml.ResourceGrammar.POOLS_MAX;
import static dev.continuo.plan.yaml.ResourceGrammar.RANGE;
import static dev.continuo.plan.yaml.ResourceGrammar.RESOURCES;
import static dev.continuo.plan.yaml.ResourceGrammar.VALUES;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problems;
import dev.continuo.task.ResourcePart;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the pools of one file, and what its tasks ask of them. */
final class Pools {
  private static final Pattern NAME = Pattern.compile(InputReader.NAMES);
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");

  private final Problems problems;

  /** What each pool has; nothing, if that was wrong. */
  private final TreeMap<String, List<String>> pools = new TreeMap<>();

  private final Map<String, String> variables = new HashMap<>();
  private long copied;

  Pools(Problems problems) {
    this.problems = problems;
  }

  /** How many bytes the tasks have of the pools: each that asks carries a copy. */
  long expanded() {
    return copied;
  }

  /** Reads what the file declares. */
  void read(Section top) {
    var subject = new Subject("`resources`", problems);
    var section = top.get(POOLS);
    var named =
        section == null ? null : section.named(POOLS.form(), subject, POOLS_MAX, "resources");
    for (var pool : named == null ? List.<Tree.Field>of() : named.fields()) {
      read((Tree.Scalar) pool.key(), pool.value());
    }
  }

  private void read(Tree.Scalar key, Tree body) {
    var subject = new Subject("resource " + Quote.of(key.text()), problems);
    checkName(subject, key.text(), key.at());
    var declaration = new Value(subject, "its declaration", "`port: {range: 4000-4009}`", body);
    var section = declaration.fields(POOL, subject);
    pools.put(key.text(), section == null ? List.of() : values(section));
  }

  private void checkName(Subject subject, String name, Place at) {
    if (!NAME.matcher(name).matches()) {
      subject.tell(
          Flaw.NAME_INVALID,
          at,
          "has no valid name, must be 1 to 100 letters, digits, `_` or `-`, not starting with a"
              + " digit or `-`",
          "write a name like `port`");
      return;
    }
    var variable = ResourcePart.variable(name);
    var other = variables.putIfAbsent(variable, name);
    if (other != null) {
      subject.tell(
          Flaw.RESOURCE_NAME_TAKEN,
          at,
          "becomes the variable of resource `" + other + "`, found `" + variable + "`",
          "rename one of the two");
    }
  }

  private static List<String> values(Section section) {
    if (section.has(RANGE) == section.has(VALUES)) {
      if (section.has(RANGE) || !(section.meant(RANGE) || section.meant(VALUES))) {
        section
            .subject()
            .tell(
                Flaw.RESOURCE_INVALID,
                section.place(),
                "must have one of `range` and `values`, found "
                    + (section.has(RANGE) ? "both" : "none"),
                "write it like " + RANGE.example() + " or " + VALUES.example());
      }
      return List.of();
    }
    return section.has(RANGE)
        ? section.read(RANGE, List.of(), Pools::range)
        : section.read(VALUES, List.of(), Pools::list);
  }

  private static @Nullable List<String> range(Value value) {
    var text = value.text(RANGE.form());
    if (text == null) {
      return null;
    }
    var span = SPAN.matcher(text);
    if (!span.matches()) {
      value.tell(
          Flaw.RESOURCE_INVALID,
          "is no range, found " + Quote.of(text) + ", must be two whole numbers with `-` between",
          "write it like " + RANGE.example());
      return null;
    }
    var first = Integer.parseInt(span.group(1));
    var last = Integer.parseInt(span.group(2));
    if (last < first) {
      value.tell(
          Flaw.RESOURCE_INVALID,
          "is empty, found " + Quote.of(text) + ", the last must not be less than the first",
          "write `range: " + last + "-" + first + "`");
      return null;
    }
    if (last - first >= ResourcePart.VALUES_MAX) {
      value.tell(
          Flaw.RESOURCE_INVALID,
          "is too long, found "
              + (last - first + 1)
              + " values, must be at most "
              + ResourcePart.VALUES_MAX,
          "write `range: " + first + "-" + (first + ResourcePart.VALUES_MAX - 1) + "`");
      return null;
    }
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  private static @Nullable List<String> list(Value value) {
    var items = value.items(VALUES.form());
    if (items == null) {
      return null;
    }
    if (items.isEmpty()) {
      value.tell(Flaw.RESOURCE_INVALID, "is empty", "write it like " + VALUES.example());
    }
    var values = new LinkedHashSet<String>();
    for (var item : items) {
      var text = item.text(VALUES.form().each());
      if (text != null && !ResourcePart.isValue(text)) {
        item.tell(
            Flaw.RESOURCE_INVALID,
            "is no value, found " + Quote.of(text) + ", " + ResourcePart.RULE,
            "write it like " + VALUES.example());
      } else if (text != null && !values.add(text)) {
        value.tell(
            Flaw.RESOURCE_DUPLICATE, "has " + Quote.of(text) + " twice", "remove one of the two");
      }
    }
    return List.copyOf(values);
  }

  /** What a task asks for, in the order of the names. */
  @Nullable List<ResourcePart.Ask> asks(Value value) {
    var asks = new TreeMap<String, ResourcePart.Ask>();
    if (value.tree() instanceof Tree.Fields fields) {
      for (var field : new Section(value.subject().part(value.what()), fields).fields()) {
        var key = new Value(value.subject(), "the key", RESOURCES.example(), field.key());
        var name = key.name();
        var count =
            new Value(value.subject(), "the number of `" + name + "`", "`port: 2`", field.value());
        var number = name == null ? null : count.whole(COUNT);
        if (name != null && number != null) {
          ask(value, key, name, number, asks);
        }
      }
      return List.copyOf(asks.values());
    }
    var items = value.tree() instanceof Tree.Scalar ? List.of(value) : value.items(ASK_LIST);
    for (var item : items == null ? List.<Value>of() : items) {
      var name = item.listedName();
      if (name != null) {
        ask(value, item, name, 1, asks);
      }
    }
    return List.copyOf(asks.values());
  }

  private void ask(
      Value all, Value at, String pool, int count, Map<String, ResourcePart.Ask> asks) {
    var values = pools.get(pool);
    if (values == null) {
      tellUnknown(at, pool);
      return;
    }
    if (!values.isEmpty() && count > values.size()) {
      at.subject()
          .tell(
              Flaw.RESOURCE_TOO_SMALL,
              at.at(),
              "asks for "
                  + count
                  + " of resource `"
                  + pool
                  + "`, which has "
                  + values.size()
                  + (values.size() == 1 ? " value" : " values"),
              "ask for less, or give the resource more values");
    }
    copied += values.stream().mapToLong(text -> text.length() + Tree.WEIGHT_MIN).sum();
    if (copied > TreeReader.EXPANDED_BYTES_MAX) {
      throw new Refused(
          Flaw.YAML_EXPANSION_TOO_LARGE,
          all.at(),
          "the values of the resources are too large for so many tasks, must be at most 64 MiB in"
              + " all of them",
          "give the resources fewer values, or shorter ones");
    }
    if (asks.put(pool, new ResourcePart.Ask(pool, count, values)) != null) {
      all.tell(
          Flaw.RESOURCE_DUPLICATE,
          "has " + Quote.of(pool) + " twice",
          "write how many it is given, like `resources: {" + pool + ": 2}`");
    }
  }

  private void tellUnknown(Value at, String pool) {
    var near = Nearest.to(pool, pools.keySet()).orElse(null);
    at.tell(
        Flaw.RESOURCE_UNKNOWN,
        "names a resource that the plan does not declare, found "
            + Quote.of(pool)
            + (near == null ? "" : ", did you mean `" + near + "`?"),
        near == null ? "declare it at the top of the plan, like " + POOLS.example() : "");
  }
}
