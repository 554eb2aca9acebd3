package dev.continuo.http;

import dev.continuo.journal.Journal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends events to one reader as server-sent events, until the reader or the server goes.
 *
 * <p>It runs on the connection's own virtual thread and reads the log with its own cursor, so a
 * slow reader holds up nobody but itself, and is cut off by {@link Readers} when it takes too long.
 * It ends quietly when the log cannot be read or has moved to the archive before the reader came
 * that far: the reader comes back with the last id that it saw and is told why.
 */
final class EventStream {
  static final String MEDIA_TYPE = "text/event-stream";

  /** Events that are written at once. */
  static final int PAGE_EVENTS = 200;

  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final EventPages pages;
  private final Waits waits;
  private final Readers.Reader reader;
  private final long keepAliveNanos;

  EventStream(EventPages pages, Waits waits, Readers.Reader reader, Duration keepAlive) {
    this.pages = pages;
    this.waits = waits;
    this.reader = reader;
    this.keepAliveNanos = keepAlive.toNanos();
  }

  /** Returns when the server stops or the log ends; throws when the reader is gone. */
  void send(Supplier<OutputStream> response, EventPages.Page first) {
    try (var out = response.get()) {
      write(out, COMMENT);
      follow(out, first);
    } catch (Waits.Closed | Journal.Unavailable | Journal.Archived over) {
      // closing the stream is all there is to say: its headers are long gone
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  private void follow(OutputStream out, EventPages.Page first) throws IOException {
    var page = first;
    var written = System.nanoTime();
    while (true) {
      if (!page.events().isEmpty()) {
        write(out, text(page));
        written = System.nanoTime();
      }
      if (page.events().size() < PAGE_EVENTS) {
        var left = keepAliveNanos - (System.nanoTime() - written);
        if (left <= 0) {
          write(out, COMMENT);
          written = System.nanoTime();
          left = keepAliveNanos;
        }
        waits.awaitAfter(page.next(), Duration.ofNanos(left));
      }
      page = pages.after(page.next(), PAGE_EVENTS);
    }
  }

  private static byte[] text(EventPages.Page page) {
    var text = new StringBuilder();
    for (var event : page.events()) {
      text.append("id: ").append(event.sequence());
      text.append("\nevent: ").append(event.type());
      text.append("\ndata: ").append(Json.line(event)).append("\n\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(OutputStream out, byte[] bytes) throws IOException {
    reader.begin();
    out.write(bytes);
    out.flush();
    reader.end();
  }
}
