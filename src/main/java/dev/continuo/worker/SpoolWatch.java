package dev.continuo.worker;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells which turns' records in the spool have changed, from one inotify watch; waits without
 * polling.
 */
final class SpoolWatch implements AutoCloseable {

  private final WatchService watch;
  private final Consumer<Set<TurnId>> changed;
  private final Runnable overflowed;
  private final Thread thread;

  /** Watches from now on; both listeners are called on the watch's own thread. */
  SpoolWatch(Path spool, Consumer<Set<TurnId>> changed, Runnable overflowed) throws IOException {
    this.watch = spool.getFileSystem().newWatchService();
    this.changed = changed;
    this.overflowed = overflowed;
    spool.register(watch, ENTRY_CREATE, ENTRY_MODIFY);
    this.thread = Thread.ofPlatform().name("worker-spool").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      for (boolean valid = true; valid; ) {
        var key = watch.take();
        Set<TurnId> turns = new HashSet<>();
        for (var event : key.pollEvents()) {
          if (event.kind() == OVERFLOW) {
            overflowed.run();
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
