package dev.continuo.server.output;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.continuo.operation.Output;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells who waits for it that something in a folder was written, from one inotify instance for all.
 * A folder is watched only while somebody waits, so output that nobody reads costs nothing.
 */
final class GrowthWatch implements AutoCloseable {
  /** A folder that is watched, and all who wait for something in it. */
  private record Watched(WatchKey key, List<Runnable> waiting) {}

  private final Map<Path, Watched> folders = new HashMap<>();
  private @Nullable WatchService service;
  private boolean closed;

  /** Calls {@code grown} after something was written beside {@code file} or to it. */
  synchronized Output.Watch watch(Path file, Runnable grown) throws IOException {
    var folder = file.getParent();
    if (folder == null || closed) {
      return () -> {};
    }
    try {
      var watched = folders.get(folder);
      if (watched == null) {
        watched = new Watched(folder.register(service(), ENTRY_CREATE, ENTRY_MODIFY), list());
        folders.put(folder, watched);
      }
      watched.waiting().add(grown);
      return () -> leave(folder, grown);
    } catch (NoSuchFileException | NotDirectoryException notYet) {
      return () -> {};
    }
  }

  private static List<Runnable> list() {
    return new ArrayList<>();
  }

  private synchronized void leave(Path folder, Runnable grown) {
    var watched = folders.get(folder);
    if (watched != null && watched.waiting().remove(grown) && watched.waiting().isEmpty()) {
      watched.key().cancel();
      folders.remove(folder);
    }
  }

  private WatchService service() throws IOException {
    var known = service;
    if (known != null) {
      return known;
    }
    var created = java.nio.file.FileSystems.getDefault().newWatchService();
    service = created;
    Thread.ofPlatform().name("output-growth").daemon().start(() -> run(created));
    return created;
  }

  private void run(WatchService from) {
    try {
      while (true) {
        var key = from.take();
        key.pollEvents();
        waiting(key).forEach(Runnable::run);
        key.reset();
      }
    } catch (InterruptedException | ClosedWatchServiceException over) {
      // Closed: the end of the thread.
      return;
    }
  }

  private synchronized List<Runnable> waiting(WatchKey key) {
    return folders.values().stream()
        .filter(watched -> watched.key().equals(key))
        .flatMap(watched -> watched.waiting().stream())
        .toList();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    var closing = service;
    if (closing != null) {
      closing.close();
    }
  }
}
