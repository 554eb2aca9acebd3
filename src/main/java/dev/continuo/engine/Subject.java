package dev.continuo.engine;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a command or an event is about: the key that it names first, and the home of that. */
record Subject(String key, long home) {
  private static final Subject NONE = new Subject("", Schema.EVERYWHERE);

  static Subject of(Object about, Tables tables) {
    return about instanceof Record record ? first(record, tables) : NONE;
  }

  /** The name of a command or an event with the key that it is about, if there is one. */
  static String named(Object about, Tables tables) {
    var key = of(about, tables).key;
    return about.getClass().getSimpleName() + (key.isEmpty() ? "" : " " + key);
  }

  private static Subject first(Record record, Tables tables) {
    for (var component : record.getClass().getRecordComponents()) {
      var found = within(value(component, record), tables);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return NONE;
  }

  private static Optional<Subject> within(Object value, Tables tables) {
    if (value instanceof List<?> many) {
      return ofAll(many, tables);
    }
    return ofKey(value, tables).or(() -> ofFirst(value, tables));
  }

  /** What belongs to a row, such as a turn, is named by the row's key and then more. */
  private static Optional<Subject> ofFirst(Object value, Tables tables) {
    if (!(value instanceof Record record) || record.getClass().getRecordComponents().length == 0) {
      return Optional.empty();
    }
    return ofKey(value(record.getClass().getRecordComponents()[0], record), tables);
  }

  /** Of several keys only if all are of one home. */
  private static Optional<Subject> ofAll(List<?> values, Tables tables) {
    var homes = new HashSet<Long>();
    for (var value : values) {
      ofKey(value, tables).ifPresent(subject -> homes.add(subject.home));
    }
    return homes.size() == 1
        ? Optional.of(new Subject("", homes.iterator().next()))
        : Optional.empty();
  }

  private static Optional<Subject> ofKey(Object value, Tables tables) {
    return tables.homeOf(value).map(home -> new Subject(value.toString(), home));
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      component.getAccessor().setAccessible(true);
      return Objects.requireNonNullElse(component.getAccessor().invoke(of), "");
    } catch (ReflectiveOperationException unreadable) {
      return "";
    }
  }
}
