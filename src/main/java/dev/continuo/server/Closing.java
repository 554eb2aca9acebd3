package dev.continuo.server;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be closed at the end, the last first; each once, whatever the others do. */
final class Closing implements AutoCloseable {
  /** The closing of one thing. */
  @FunctionalInterface
  interface Act {
    void close() throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(Closing.class.getName());
  private final Deque<Act> open = new ArrayDeque<>();

  synchronized void add(Act act) {
    open.push(act);
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException | RuntimeException failure) {
        LOG.log(System.Logger.Level.WARNING, "a part of the server did not close", failure);
      }
    }
  }
}
