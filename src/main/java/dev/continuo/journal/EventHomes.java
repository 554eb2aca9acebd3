package dev.continuo.journal;

import dev.continuo.engine.Event;
import dev.continuo.engine.Home;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Which home an event is about: that of the first of its components that is the key of a table of
 * runs' rows, or the home that it names outright. Events without one, such as those of limits, are
 * about {@link Schema#EVERYWHERE}. Thread-safe.
 */
public final class EventHomes {
  private final Map<Class<?>, ToLongFunction<Object>> byKey = new HashMap<>();
  private final Map<Class<?>, ToLongFunction<Event>> byEvent = new ConcurrentHashMap<>();

  public EventHomes(Tables tables) {
    tables.all().forEach(this::add);
    byKey.put(Home.class, key -> ((Home) key).number()); // named outright, wherever its row is
  }

  private <K extends Comparable<K>> void add(Table<K, ?> table) {
    var schema = table.schema();
    if (schema.key() != String.class && !schema.isAlone()) {
      byKey.put(schema.key(), key -> schema.home().applyAsLong(schema.key().cast(key)));
    }
  }

  /** A run's number, or {@link Schema#EVERYWHERE}. */
  public long of(Event event) {
    return byEvent.computeIfAbsent(event.getClass(), this::find).applyAsLong(event);
  }

  private ToLongFunction<Event> find(Class<?> type) {
    for (var component : type.getRecordComponents()) {
      var home = byKey.get(component.getType());
      if (home != null) {
        component.getAccessor().setAccessible(true);
        return event -> home.applyAsLong(value(component, event));
      }
    }
    return EventHomes::everywhere;
  }

  private static long everywhere(Event event) {
    return Schema.EVERYWHERE;
  }

  private static Object value(RecordComponent component, Event event) {
    try {
      return component.getAccessor().invoke(event);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("bug: " + component + " of " + event, e);
    }
  }
}
