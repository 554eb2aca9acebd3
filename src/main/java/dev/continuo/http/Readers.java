package dev.continuo.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The readers of event streams, of whom those are cut off that do not take what they are sent: each
 * holds a thread, a socket and a page of events. Nobody is looked at while no stream is open.
 */
final class Readers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Readers.class.getName());

  private final Duration patience;
  private final Set<Reader> open = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor looks =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("readers").daemon().factory());
  private boolean planned;

  /** {@code patience} is how long a reader may take for what is written at once. */
  Readers(Duration patience) {
    this.patience = patience;
    looks.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** One reader; closed by the thread that sends to it. */
  final class Reader implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private volatile long since;

    void begin() {
      // 0 means that nothing is being sent
      since = System.nanoTime() | 1;
    }

    void end() {
      since = 0;
    }

    private void look(long now) {
      var begun = since;
      if (begun != 0 && now - begun > patience.toNanos()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "event stream: cut off, its reader did not take {0} events in {1} s",
            StreamPages.PAGE_EVENTS,
            patience.toSeconds());
        // closes the socket: nothing else ends a write that the other side does not take
        thread.interrupt();
        end();
      }
    }

    @Override
    public void close() {
      end();
      open.remove(this);
    }
  }

  /** The reader that the calling thread sends to. */
  Reader open() {
    var reader = new Reader();
    open.add(reader);
    plan();
    return reader;
  }

  private synchronized void plan() {
    if (!planned && !open.isEmpty() && !looks.isShutdown()) {
      planned = true;
      var _ = looks.schedule(this::look, patience.toNanos() / 4, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    var now = System.nanoTime();
    open.forEach(reader -> reader.look(now));
    synchronized (this) {
      planned = false;
    }
    plan();
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
