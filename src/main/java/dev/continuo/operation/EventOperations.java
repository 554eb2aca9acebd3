package dev.continuo.operation;

import dev.continuo.journal.Journal;
import dev.continuo.run.RunRefusal;
import dev.continuo.task.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operations on the log: pages of it, and the stream of what is new. */
public final class EventOperations {
  static final int EVENTS_MAX = 1_000;
  static final String EVENTS_DEFAULT = "200";

  record ListEvents(
      @Describe(
              value = "only events after this one; without it, from the oldest that is kept",
              min = 0)
          @Nullable Long after,
      @Describe(
              value = "the most events on a page",
              min = 1,
              max = EVENTS_MAX,
              otherwise = EVENTS_DEFAULT)
          int limit,
      @Describe("only events of this run and its tasks") @Nullable RunId run) {}

  record FollowEvents(
      @Describe(
              value =
                  "only events after this one; `Last-Event-ID` comes first; without both, from the"
                      + " oldest that is kept",
              min = 0)
          @Nullable Long after,
      @Describe(
              value = "the most events on a page; of no effect on a stream",
              min = 1,
              max = EVENTS_MAX,
              otherwise = EVENTS_DEFAULT)
          int limit,
      @Describe("only events of this run and its tasks") @Nullable RunId run) {}

  record EventsView(
      @Describe("the events in their order") List<EventView> events,
      @Describe("the `after` of the next page") long next) {}

  /**
   * Where a stream begins, and what it brings.
   *
   * @param after the event before the first one
   */
  public record Feed(EventPages pages, Optional<RunId> run, long after) {}

  static final Operation<ListEvents, EventsView> LIST =
      Operation.query(
              "event.list",
              Http.get("/v1/events"),
              ListEvents.class,
              EventsView.class,
              "Lists events.")
          .fails(ProblemCode.EVENTS_ARCHIVED, RunRefusal.RUN_NOT_FOUND);

  static final Operation<FollowEvents, EventView> FOLLOW =
      Operation.query(
              "event.follow",
              Http.get("/v1/events", Http.Media.EVENTS),
              FollowEvents.class,
              EventView.class,
              "Streams events as they are written, with a header `Accept: text/event-stream`.")
          .fails(
              ProblemCode.EVENTS_ARCHIVED, ProblemCode.STREAMS_TOO_MANY, RunRefusal.RUN_NOT_FOUND);

  static final List<Operation<?, ?>> DECLARED = List.of(LIST, FOLLOW);

  private final Ports ports;
  private final Waits waits;

  EventOperations(Ports ports, Waits waits) {
    this.ports = ports;
    this.waits = waits;
  }

  void bindTo(Operations operations) {
    operations.bind(LIST, (input, _) -> list(input));
    operations.bindFeed(FOLLOW, (input, _) -> follow(input));
  }

  private EventsView list(ListEvents input) {
    var pages = pages(known(input.run()));
    var from = start(input.after());
    var page = kept(from, () -> pages.after(from, input.limit()));
    return new EventsView(page.events(), page.next());
  }

  private Feed follow(FollowEvents input) {
    var run = known(input.run());
    return new Feed(pages(run), run, start(input.after()));
  }

  private Optional<RunId> known(@Nullable RunId run) {
    if (run != null && ports.store().run(run).isEmpty()) {
      throw Problems.noRun(run.toString());
    }
    return Optional.ofNullable(run);
  }

  /** Whoever names no start gets everything that is kept. */
  private long start(@Nullable Long after) {
    if (after == null) {
      return ports.store().floor();
    }
    // whoever was just answered may know an event before those who wait for it do
    if (after > waits.head() && after > ports.store().head()) {
      throw Problems.badParameter(
          "parameter `after`: `"
              + after
              + "` is not there yet, the newest event is "
              + ports.store().head());
    }
    return after;
  }

  private EventPages pages(Optional<RunId> run) {
    return new EventPages(ports.store(), ports.events(), run);
  }

  /** The page, or the problem that its beginning is archived. */
  public static <T> T kept(long after, Supplier<T> page) {
    try {
      return page.get();
    } catch (Journal.Archived archived) {
      throw Problems.archived(after, archived.floor());
    }
  }
}
