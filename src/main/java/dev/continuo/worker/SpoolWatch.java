package dev.continuo.worker;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells which turns' records in the spool have changed, from one watch of the folder; where the
 * system does not tell of changes at once, also says now and then that any may have.
 */
final class SpoolWatch implements AutoCloseable {

  private final WatchService watch;
  private final Duration every;
  private final Consumer<Set<TurnId>> changed;
  private final Runnable anything;
  private final Thread thread;

  /**
   * Watches from now on; both listeners are called on the watch's own thread.
   *
   * @param every after how long without a change {@code anything} is told
   */
  SpoolWatch(Path spool, Duration every, Consumer<Set<TurnId>> changed, Runnable anything)
      throws IOException {
    this.watch = spool.getFileSystem().newWatchService();
    this.every = every;
    this.changed = changed;
    this.anything = anything;
    spool.register(watch, ENTRY_CREATE, ENTRY_MODIFY);
    this.thread = Thread.ofPlatform().name("worker-spool").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      for (boolean valid = true; valid; ) {
        var key = watch.poll(every.toMillis(), MILLISECONDS);
        if (key == null) {
          anything.run();
          continue;
        }
        Set<TurnId> turns = new HashSet<>();
        for (var event : key.pollEvents()) {
          if (event.kind() == OVERFLOW) {
            anything.run();
          } else {
            var name = String.valueOf(event.context());
            if (!name.endsWith(TurnFiles.OPEN)) {
              TurnFiles.turnOf(name).ifPresent(turns::add);
            }
          }
        }
        if (!turns.isEmpty()) {
          changed.accept(turns);
        }
        valid = key.reset();
      }
    } catch (InterruptedException | ClosedWatchServiceException _) {
      // Closed: the end of the thread.
    }
  }

  @Override
  public void close() {
    try {
      watch.close();
    } catch (IOException e) {
      thread.interrupt();
    }
  }
}
