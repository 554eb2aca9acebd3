package dev.continuo.engine;

import java.util.ArrayList;
import java.util.List;

/** What a journal writes in one transaction: events in order, and each changed row once. */
public record Batch(List<Recorded> events, List<Change<?, ?>> changes) {
  public Batch {
    events = List.copyOf(events);
    changes = List.copyOf(changes);
  }

  public boolean isEmpty() {
    return events.isEmpty();
  }

  /** What is newly wanted outside, to be released only when the batch is durable. */
  public List<Effect> effects() {
    var effects = new ArrayList<Effect>();
    changes.forEach(change -> effects.addAll(change.released()));
    return effects;
  }
}
