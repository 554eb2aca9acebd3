package dev.continuo.http;

import dev.continuo.journal.Journal;
import dev.continuo.task.RunId;
import io.helidon.http.HeaderNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Requests about events: pages of them, and the stream. */
final class EventRoutes {
  static final int EVENTS_MAX = 1_000;
  private static final int EVENTS_DEFAULT = 200;

  /** More readers than any user interface needs; each holds a thread and a socket. */
  static final int STREAMS_MAX = 10_000;

  private record EventsView(List<EventView> events, long next) {}

  private final Ports ports;
  private final Freshness freshness;
  private final Waits waits;
  private final Readers readers;
  private final Duration keepAlive;
  private final StreamPages streamPages;
  private final AtomicInteger streams = new AtomicInteger();

  EventRoutes(Ports ports, Freshness freshness, Waits waits, Readers readers, Duration keepAlive) {
    this.readers = readers;
    this.ports = ports;
    this.freshness = freshness;
    this.waits = waits;
    this.keepAlive = keepAlive;
    this.streamPages =
        new StreamPages(new EventPages(ports.store(), ports.events(), Optional.empty()), waits);
  }

  void addTo(Routes routes) {
    routes.add("GET", "/v1/events", this::events);
  }

  /** How many streams are open. */
  int streams() {
    return streams.get();
  }

  private void events(Call call) {
    var query = call.query("after", "limit", "run");
    var limit = query.number("limit", 1, EVENTS_MAX).orElse((long) EVENTS_DEFAULT).intValue();
    var run = query.text("run").map(this::run);
    var after = query.number("after", 0, Long.MAX_VALUE);
    freshness.await(query);
    if (call.header("Accept").orElse("").contains(EventStream.MEDIA_TYPE)) {
      var last =
          call.header("Last-Event-ID")
              .map(id -> Query.number("header `Last-Event-ID`", id, 0, Long.MAX_VALUE));
      stream(call, start(last.or(() -> after)), run);
      return;
    }
    var pages = pages(run);
    var from = start(after);
    var page = kept(from, () -> pages.after(from, limit));
    call.answer(new EventsView(page.events(), page.next()));
  }

  private RunId run(String id) {
    return RunId.parse(id)
        .filter(run -> ports.store().run(run).isPresent())
        .orElseThrow(() -> Problems.noRun(id));
  }

  /** Whoever names no start gets everything that is kept. */
  private long start(Optional<Long> after) {
    if (after.isEmpty()) {
      return ports.store().floor();
    }
    // whoever was just answered may know an event before those who wait for it do
    if (after.get() > waits.head() && after.get() > ports.store().head()) {
      throw Problems.badParameter(
          "parameter `after`: `"
              + after.get()
              + "` is not there yet, the newest event is "
              + ports.store().head());
    }
    return after.get();
  }

  private EventPages pages(Optional<RunId> run) {
    return new EventPages(ports.store(), ports.events(), run);
  }

  private LongFunction<StreamPages.Sent> pagesOf(Optional<RunId> run) {
    var pages = pages(run);
    return from -> streamPages.after(from, pages);
  }

  private static <T> T kept(long after, Supplier<T> page) {
    try {
      return page.get();
    } catch (Journal.Archived archived) {
      throw Problems.archived(after, archived.floor());
    }
  }

  private void stream(Call call, long after, Optional<RunId> run) {
    if (streams.incrementAndGet() > STREAMS_MAX) {
      streams.decrementAndGet();
      throw Problems.tooManyStreams(STREAMS_MAX);
    }
    try (var reader = readers.open()) {
      LongFunction<StreamPages.Sent> pages = run.isEmpty() ? streamPages::after : pagesOf(run);
      var first = kept(after, () -> pages.apply(after));
      var headers = call.response().headers();
      headers.set(HeaderNames.CONTENT_TYPE, EventStream.MEDIA_TYPE);
      headers.set(HeaderNames.CACHE_CONTROL, "no-store");
      headers.set(HeaderNames.create("X-Accel-Buffering"), "no");
      new EventStream(pages, waits, reader, keepAlive).send(call.response()::outputStream, first);
    } finally {
      streams.decrementAndGet();
    }
  }
}
