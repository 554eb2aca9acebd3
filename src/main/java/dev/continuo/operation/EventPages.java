package dev.continuo.operation;

import dev.continuo.engine.Recorded;
import dev.continuo.journal.Reader;
import dev.continuo.task.RunId;
import java.util.List;
import java.util.Optional;

/** Reads the log page by page. */
public final class EventPages {
  /**
   * A page.
   *
   * @param next where the next page begins; past events of other runs as well
   */
  public record Page(List<EventView> events, long next) {}

  private final Reader store;
  private final EventJson json;
  private final Optional<RunId> run;

  public EventPages(Reader store, EventJson json, Optional<RunId> run) {
    this.store = store;
    this.json = json;
    this.run = run;
  }

  /** The events after {@code after}; throws {@code Journal.Archived}. */
  public Page after(long after, int max) {
    // before the events: what is written in between belongs to the next page
    var head = store.head();
    var events =
        run.map(id -> store.events(id, after, max)).orElseGet(() -> store.events(after, max));
    var last = events.isEmpty() ? after : events.getLast().sequence();
    return new Page(
        events.stream().map(this::view).toList(),
        events.size() == max ? last : Math.max(last, head));
  }

  private EventView view(Recorded recorded) {
    return EventView.of(recorded, json);
  }
}
