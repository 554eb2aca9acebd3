package dev.continuo.engine;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The named values that a refusal's texts speak of, in the order of their names. */
public record Facts(SortedMap<String, String> values) {
  public static final Facts NONE = new Facts(new TreeMap<>());

  public Facts {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Facts of(String name, Object value) {
    return NONE.and(name, value);
  }

  public Facts and(String name, Object value) {
    var more = new TreeMap<>(values);
    more.put(name, value.toString());
    return new Facts(more);
  }

  /** Puts the values into the places that {@code text} names. */
  public String fill(String text) {
    var filled = text;
    for (var fact : values.entrySet()) {
      filled = filled.replace("{" + fact.getKey() + "}", fact.getValue());
    }
    return filled;
  }
}
