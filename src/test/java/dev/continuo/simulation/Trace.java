package dev.continuo.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The last things that happened in a life; costs nothing unless somebody wants to read them. */
final class Trace {
  static final int LINES_MAX = 40;

  private final int max;
  private final Deque<String> lines = new ArrayDeque<>();

  private Trace(int max) {
    this.max = max;
  }

  static Trace off() {
    return new Trace(0);
  }

  static Trace last(int lines) {
    return new Trace(lines);
  }

  void say(Supplier<String> line) {
    if (max > 0) {
      lines.add(line.get());
      if (lines.size() > max) {
        lines.remove();
      }
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
