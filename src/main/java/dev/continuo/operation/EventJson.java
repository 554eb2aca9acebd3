package dev.continuo.operation;

import dev.continuo.engine.Event;

/** Writes events as the journal does. */
public interface EventJson {
  /** The type's name, such as {@code task.started}. */
  String type(Event event);

  /** Its components, as the text of a JSON object. */
  String body(Event event);
}
