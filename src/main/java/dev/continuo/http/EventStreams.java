package dev.continuo.http;

import dev.continuo.operation.EventOperations;
import dev.continuo.operation.EventPages;
import dev.continuo.operation.Http;
import dev.continuo.operation.Ports;
import dev.continuo.operation.Problems;
import dev.continuo.operation.Waits;
import dev.continuo.task.RunId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/** Writes the log to those who follow it. */
final class EventStreams {
  /** More readers than any user interface needs; each holds a thread and a socket. */
  static final int STREAMS_MAX = 10_000;

  private final Waits waits;
  private final Readers readers;
  private final Duration keepAlive;
  private final StreamPages streamPages;
  private final AtomicInteger streams = new AtomicInteger();

  EventStreams(Ports ports, Waits waits, Readers readers, Duration keepAlive) {
    this.readers = readers;
    this.waits = waits;
    this.keepAlive = keepAlive;
    this.streamPages =
        new StreamPages(new EventPages(ports.store(), ports.events(), Optional.empty()), waits);
  }

  /** How many streams are open. */
  int open() {
    return streams.get();
  }

  private LongFunction<StreamPages.Sent> pages(EventOperations.Feed feed) {
    Optional<RunId> run = feed.run();
    return run.isEmpty() ? streamPages::after : from -> streamPages.after(from, feed.pages());
  }

  void send(EventOperations.Feed feed, ServerResponse response) {
    if (streams.incrementAndGet() > STREAMS_MAX) {
      streams.decrementAndGet();
      throw Problems.tooManyStreams(STREAMS_MAX);
    }
    try (var reader = readers.open()) {
      var pages = pages(feed);
      var first = EventOperations.kept(feed.after(), () -> pages.apply(feed.after()));
      var headers = response.headers();
      headers.set(HeaderNames.CONTENT_TYPE, Http.Media.EVENTS.type());
      headers.set(HeaderNames.CACHE_CONTROL, "no-store");
      headers.set(HeaderNames.create("X-Accel-Buffering"), "no");
      new EventStream(pages, waits, reader, keepAlive).send(response::outputStream, first);
    } finally {
      streams.decrementAndGet();
    }
  }
}
