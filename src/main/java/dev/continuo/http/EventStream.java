package dev.continuo.http;

import dev.continuo.journal.Journal;
import dev.continuo.operation.Waits;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Sends events to one reader as server-sent events, until the reader or the server goes.
 *
 * <p>It runs on the connection's own virtual thread and has a cursor of its own, so a slow reader
 * holds up nobody but itself, and is cut off by {@link Readers} when it takes too long. It ends
 * quietly when the log cannot be read or has moved to the archive before the reader came that far:
 * the reader comes back with the last id that it saw and is told why.
 */
final class EventStream {
  private final LongFunction<StreamPages.Sent> pages;
  private final Waits waits;
  private final Readers.Reader reader;
  private final long keepAliveNanos;

  /** {@code pages} answers the events that follow one. */
  EventStream(
      LongFunction<StreamPages.Sent> pages,
      Waits waits,
      Readers.Reader reader,
      Duration keepAlive) {
    this.pages = pages;
    this.waits = waits;
    this.reader = reader;
    this.keepAliveNanos = keepAlive.toNanos();
  }

  /** Returns when the server stops or the log ends; throws when the reader is gone. */
  void send(Supplier<OutputStream> response, StreamPages.Sent first) {
    try (var out = response.get()) {
      write(out, StreamPages.Sent.COMMENT);
      follow(out, first);
    } catch (Waits.Closed | Journal.Unavailable | Journal.Archived over) {
      // closing the stream is all there is to say: its headers are long gone
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  private void follow(OutputStream out, StreamPages.Sent first) throws IOException {
    var page = first;
    var written = System.nanoTime();
    while (true) {
      if (page.events() > 0) {
        write(out, page);
        written = System.nanoTime();
      }
      if (page.events() < StreamPages.PAGE_EVENTS) {
        var left = keepAliveNanos - (System.nanoTime() - written);
        if (left <= 0) {
          write(out, StreamPages.Sent.COMMENT);
          written = System.nanoTime();
          left = keepAliveNanos;
        }
        waits.awaitAfter(page.next(), Duration.ofNanos(left));
      }
      page = pages.apply(page.next());
    }
  }

  private void write(OutputStream out, StreamPages.Sent sent) throws IOException {
    reader.begin();
    sent.writeTo(out);
    reader.end();
  }
}
