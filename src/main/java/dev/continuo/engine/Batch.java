package dev.continuo.engine;

import java.util.List;

/**
 * What a journal writes in one transaction: events in order, and each changed row once.
 *
 * @param effects what is newly wanted outside, to be released only when the batch is durable; known
 *     before that, so that a row that cannot say it is never written
 */
public record Batch(List<Recorded> events, List<Change<?, ?>> changes, List<Effect> effects) {
  public Batch {
    events = List.copyOf(events);
    changes = List.copyOf(changes);
    effects = List.copyOf(effects);
  }

  /** A batch with the effects that these changes release. */
  public Batch(List<Recorded> events, List<Change<?, ?>> changes) {
    this(events, changes, changes.stream().flatMap(change -> change.released().stream()).toList());
  }

  public boolean isEmpty() {
    return events.isEmpty();
  }
}
