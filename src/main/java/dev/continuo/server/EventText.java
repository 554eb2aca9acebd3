package dev.continuo.server;

import dev.continuo.engine.Event;
import dev.continuo.journal.codec.Codec;
import dev.continuo.operation.EventJson;

/** Shows events as the journal writes them. */
record EventText(Codec codec) implements EventJson {
  @Override
  public String type(Event event) {
    return codec.type(event);
  }

  @Override
  public String body(Event event) {
    return codec.entry(event).body();
  }
}
