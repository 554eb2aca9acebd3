package dev.continuo.journal.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How entries of older versions become entries of today: pure functions on their JSON, one from
 * each version to the next. What was written is never changed. Immutable.
 */
public final class Lifts {
  public static final Lifts NONE = new Lifts(new TreeMap<>());

  private final SortedMap<String, List<UnaryOperator<JsonNode>>> byType;

  private Lifts(SortedMap<String, List<UnaryOperator<JsonNode>>> byType) {
    this.byType = byType;
  }

  /**
   * Adds the way from version {@code from} of {@code type}, the newest until now, to the next.
   *
   * @param type an event's type such as {@code task.started}, or a table's name
   */
  public Lifts with(String type, int from, UnaryOperator<JsonNode> toNext) {
    if (from != version(type)) {
      throw new IllegalArgumentException(
          "bug: `" + type + "` has version " + version(type) + ", no lift from " + from);
    }
    var more = new TreeMap<>(byType);
    var steps = new ArrayList<>(byType.getOrDefault(type, List.of()));
    steps.add(toNext);
    more.put(type, List.copyOf(steps));
    return new Lifts(more);
  }

  /** The version that entries of {@code type} are written in. */
  public int version(String type) {
    return byType.getOrDefault(type, List.of()).size() + 1;
  }

  JsonNode lift(String type, int from, JsonNode entry) {
    var lifted = entry;
    for (var step : byType.getOrDefault(type, List.of()).subList(from - 1, version(type) - 1)) {
      lifted = step.apply(lifted);
    }
    return lifted;
  }

  static JsonNode tree(String entry) {
    return Trees.READER.readTree(entry);
  }

  /** Made when the first old entry is met: most stores have none, and it takes a while. */
  private static final class Trees {
    /** Keeps the digits of fractions. */
    static final JsonMapper READER =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  }
}
