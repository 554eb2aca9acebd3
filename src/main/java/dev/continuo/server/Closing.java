package dev.continuo.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be closed at the end, the last first; each once, whatever the others do. */
final class Closing implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Closing.class.getName());
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized void add(AutoCloseable resource) {
    open.push(resource);
  }

  @Override
  @SuppressWarnings("PMD.AvoidCatchingGenericException")
  public synchronized void close() {
    while (!open.isEmpty()) {
      var resource = open.pop();
      try {
        resource.close();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      } catch (Exception failure) {
        LOG.log(System.Logger.Level.WARNING, "closing " + resource + " failed", failure);
      }
    }
  }
}
