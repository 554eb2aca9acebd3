package dev.continuo.journal.codec;

import dev.continuo.engine.Effect;
import dev.continuo.engine.Event;
import dev.continuo.engine.Feature;
import dev.continuo.engine.NoEvent;
import dev.continuo.engine.Reply;
import dev.continuo.engine.Row;
import dev.continuo.engine.Tables;
import dev.continuo.task.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that can stand in a store: which events and rows there are, and which replies, parts and
 * effects can be inside of them.
 *
 * @param events the record of each event type
 * @param rows the record of each table
 * @param open the members of the families that are not sealed
 */
public record Vocabulary(
    SortedMap<String, Class<? extends Event>> events,
    SortedMap<String, Class<? extends Row>> rows,
    Map<Class<?>, List<Class<?>>> open) {

  private static final List<Class<?>> MARKERS =
      List.of(Event.class, Reply.class, Part.class, Effect.class);

  /** What these features have. */
  public static Vocabulary of(Tables tables, Collection<? extends Feature<?, ?>> features) {
    var families = new ArrayList<Class<?>>();
    families.add(Reply.Done.class);
    features.forEach(feature -> families.addAll(feature.vocabulary()));
    features.stream()
        .<Class<?>>map(Feature::events)
        .filter(events -> events != NoEvent.class)
        .forEach(families::add);
    var open = new LinkedHashMap<Class<?>, List<Class<?>>>();
    MARKERS.forEach(marker -> open.put(marker, members(marker, families)));
    var events = new TreeMap<String, Class<? extends Event>>();
    for (var type : members(Event.class, families)) {
      events.put(Words.member(Event.class, type), type.asSubclass(Event.class));
    }
    var rows = new TreeMap<String, Class<? extends Row>>();
    tables.all().forEach(table -> rows.put(table.schema().name(), table.schema().row()));
    return new Vocabulary(events, rows, open);
  }

  private static List<Class<?>> members(Class<?> marker, List<Class<?>> families) {
    return families.stream()
        .filter(marker::isAssignableFrom)
        .<Class<?>>flatMap(family -> Words.records(family).stream())
        .distinct()
        .toList();
  }
}
