package dev.continuo.engine;

/** The events of a feature that has none of its own: it decides by events of others. */
public final class NoEvent implements Event {
  private NoEvent() {}
}
