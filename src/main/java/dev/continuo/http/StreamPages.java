package dev.continuo.http;

import dev.continuo.operation.EventPages;
import dev.continuo.operation.Json;
import dev.continuo.operation.Waits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log as its streams send it. What is new is read and written once for all of them; who is
 * further behind reads alone, and only some of these at a time, so that streams that come back all
 * at once leave other reads their turn. Thread-safe.
 */
final class StreamPages {
  /** Events that are sent at once. */
  static final int PAGE_EVENTS = 200;

  private static final int SHARED_PAGES_MAX = 16;
  private static final int SHARED_EVENTS_MAX = SHARED_PAGES_MAX * PAGE_EVENTS;
  private static final int READS_MAX = 16;

  /** A page as it is sent. */
  static final class Sent {
    /** What keeps a silent stream alive. */
    static final Sent COMMENT = new Sent(":\n\n".getBytes(StandardCharsets.US_ASCII), 0, 0);

    private final byte[] text;
    private final int events;
    private final long next;

    private Sent(byte[] text, int events, long next) {
      this.text = text;
      this.events = events;
      this.next = next;
    }

    void writeTo(OutputStream out) throws IOException {
      out.write(text);
      out.flush();
    }

    /** How many are in it. */
    int events() {
      return events;
    }

    /** Where the next page begins; past events of other runs as well. */
    long next() {
      return next;
    }
  }

  private final EventPages all;
  private final Waits waits;
  private final Semaphore reads = new Semaphore(READS_MAX, true);
  private final ReentrantLock lock = new ReentrantLock();

  /** By the event that they follow. Events do not change, so neither do pages that have some. */
  private final NavigableMap<Long, Sent> shared = new TreeMap<>();

  StreamPages(EventPages all, Waits waits) {
    this.all = all;
    this.waits = waits;
  }

  /** The events after {@code after}; throws {@code Journal.Archived}. */
  Sent after(long after) {
    if (waits.head() - after > SHARED_EVENTS_MAX) {
      return after(after, all);
    }
    lock.lock();
    try {
      var known = shared.get(after);
      return known == null ? share(after) : known;
    } finally {
      lock.unlock();
    }
  }

  /** Those that {@code some} has. */
  Sent after(long after, EventPages some) {
    reads.acquireUninterruptibly();
    try {
      return sent(some.after(after, PAGE_EVENTS));
    } finally {
      reads.release();
    }
  }

  private Sent share(long after) {
    var page = sent(all.after(after, PAGE_EVENTS));
    if (page.events > 0) {
      shared.put(after, page);
    }
    if (shared.size() > SHARED_PAGES_MAX) {
      shared.pollFirstEntry();
    }
    return page;
  }

  private static Sent sent(EventPages.Page page) {
    var text = new StringBuilder();
    for (var event : page.events()) {
      text.append("id: ").append(event.sequence());
      text.append("\nevent: ").append(event.type());
      text.append("\ndata: ").append(Json.line(event)).append("\n\n");
    }
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new Sent(bytes, page.events().size(), page.next());
  }
}
