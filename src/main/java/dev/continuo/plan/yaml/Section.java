package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A map of the plan, its keys checked. */
final class Section {
  /** What other tools call our keys. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("jobs", "tasks"),
          Map.entry("steps", "tasks"),
          Map.entry("script", "run"),
          Map.entry("command", "run"),
          Map.entry("cmd", "run"),
          Map.entry("depends-on", "needs"),
          Map.entry("dependencies", "needs"),
          Map.entry("environment", "env"),
          Map.entry("variables", "env"),
          Map.entry("working-directory", "workdir"),
          Map.entry("cwd", "workdir"),
          Map.entry("timeout-minutes", "timeout"),
          Map.entry("allow-failure", "continue-on-error"),
          Map.entry("max-parallel", "parallel"));

  private final Subject subject;
  private final Place place;
  private final Map<String, Tree.Field> fields = new LinkedHashMap<>();
  private final Set<String> meant = new HashSet<>();

  private Section(Subject subject, Place place, Map<String, Tree.Field> fields, Set<String> meant) {
    this.subject = subject;
    this.place = place;
    this.fields.putAll(fields);
    this.meant.addAll(meant);
  }

  /** Tells which keys are no texts, or stand twice; of those, the first counts. */
  Section(Subject subject, Tree.Fields tree) {
    this.subject = subject;
    place = tree.at();
    for (var field : tree.fields()) {
      if (!(field.key() instanceof Tree.Scalar(var at, var key, var kind))
          || kind == Tree.Kind.NOTHING) {
        subject.tell(
            Flaw.KEY_NOT_TEXT,
            field.key().at(),
            "a key must be a name, found " + field.key().words(),
            "write a name before the `:`");
        continue;
      }
      var first = fields.putIfAbsent(key, field);
      if (first != null) {
        subject.tell(
            Flaw.KEY_DUPLICATE,
            at,
            "key " + Quote.of(key) + " stands twice, first in line " + first.key().at().line(),
            "remove one of the two, or rename it");
      }
    }
  }

  /** Tells which keys are not among the known ones. */
  Section only(List<Key<?>> known) {
    var names = known.stream().map(Key::name).toList();
    fields.forEach(
        (key, field) -> {
          if (!names.contains(key)) {
            tellUnknown(key, field.key().at(), names);
          }
        });
    return this;
  }

  private void tellUnknown(String key, Place at, Collection<String> known) {
    var foreign = FOREIGN.get(key.replace('_', '-'));
    var near =
        foreign != null && known.contains(foreign) ? foreign : Nearest.to(key, known).orElse(null);
    if (near != null) {
      meant.add(near);
    }
    subject.tell(
        Flaw.KEY_UNKNOWN,
        at,
        "unknown key "
            + Quote.of(key)
            + (near == null ? ", allowed are " + listed(known) : ", did you mean `" + near + "`?"),
        near == null ? unknownHint(key) : "");
  }

  private static String unknownHint(String key) {
    return key.equals("<<")
        ? "merge keys are not available, `defaults` is for what tasks share"
        : "remove it, or write one of these instead";
  }

  static String listed(Collection<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  Subject subject() {
    return subject;
  }

  /** The same map, about this. */
  Section about(Subject other) {
    return new Section(other, place, fields, meant);
  }

  Place place() {
    return place;
  }

  boolean has(Key<?> key) {
    return has(key.name());
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  /** The same map without this key, which has been read. */
  Section without(Key<?> key) {
    var rest = new LinkedHashMap<>(fields);
    rest.remove(key.name());
    return new Section(subject, Tree.Fields.of(place, List.copyOf(rest.values())));
  }

  /** Whether an unknown key, which has been told, probably stands for this one. */
  boolean meant(Key<?> key) {
    return meant.contains(key.name());
  }

  @Nullable Value get(Key<?> key) {
    var field = fields.get(key.name());
    return field == null
        ? null
        : new Value(subject, "`" + key.name() + "`", key.example(), field.value());
  }

  /** What {@code reader} makes of the key; {@code otherwise} when it is missing or wrong. */
  <T> T read(Key<?> key, T otherwise, Reader<T> reader) {
    var value = get(key);
    var read = value == null ? null : reader.read(value);
    return read == null ? otherwise : read;
  }

  /** The same for a key that must not be missing. */
  <T> T require(Key<?> key, T otherwise, Reader<T> reader) {
    if (!has(key) && !meant(key)) {
      tellMissing(key, place, key.example());
    }
    return read(key, otherwise, reader);
  }

  void tellMissing(Key<?> key, Place at, String example) {
    subject.tell(
        Flaw.KEY_MISSING, at, "key `" + key.name() + "` is missing", "write it like " + example);
  }

  List<Tree.Field> fields() {
    return new ArrayList<>(fields.values());
  }

  /** A way to read a value; null when the value is wrong, which has then been told. */
  @FunctionalInterface
  interface Reader<T> {
    @Nullable T read(Value value);
  }
}
