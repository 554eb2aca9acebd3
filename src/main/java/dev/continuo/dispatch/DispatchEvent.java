package dev.continuo.dispatch;

import dev.continuo.engine.Event;

/** What happens to the limits of the store. */
public sealed interface DispatchEvent extends Event {
  record LimitSet(String name, int value) implements DispatchEvent {}
}
