package dev.continuo.expression;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * What one evaluation may still use. Whoever does something for an expression pays for it here
 * before doing it, in proportion to what it costs.
 */
final class EvaluationBudget {
  /** So many characters are compared or copied in one step. */
  private static final int CHARACTERS_A_STEP = 64;

  /** So many steps lie between two looks at the clock and at interrupts. */
  private static final long STEPS_A_LOOK = 10_000;

  private static final int CHARACTER_BYTES = 2;
  private static final int ELEMENT_BYTES = 16;
  private static final int OBJECT_BYTES = 48;

  /** An evaluation has met a limit; no operator of the language absorbs this like an error. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exceeded(Limit limit) {
      super(limit.exceeded(), null, false, false);
    }
  }

  private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Limit.TIME.most());
  private long steps;
  private long bytes;
  private long look = STEPS_A_LOOK;

  void step() {
    steps(1);
  }

  void steps(long more) {
    steps += more;
    check(Limit.STEPS, steps);
    if (steps >= look) {
      look = steps + STEPS_A_LOOK;
      look();
    }
  }

  /** Ends the evaluation whose thread is interrupted, or whose time is over. */
  private void look() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("an evaluation was interrupted");
    }
    if (System.nanoTime() - end > 0) {
      throw new Exceeded(Limit.TIME);
    }
  }

  /** So many characters are read. */
  void read(long characters) {
    steps(1 + characters / CHARACTERS_A_STEP);
  }

  /** A text of so many characters is made. */
  void text(long characters) {
    check(Limit.TEXT, characters);
    read(characters);
    bytes(OBJECT_BYTES + CHARACTER_BYTES * characters);
  }

  /** A list or map of so many elements is made. */
  void elements(long size) {
    check(Limit.LIST, size);
    steps(1 + size / ELEMENT_BYTES);
    bytes(OBJECT_BYTES + ELEMENT_BYTES * size);
  }

  /** One element is added to a list that has so many already. */
  void more(long size, long more) {
    check(Limit.LIST, size + more);
    steps(1 + more / ELEMENT_BYTES);
    bytes(ELEMENT_BYTES * more);
  }

  private void bytes(long more) {
    bytes += more;
    check(Limit.BYTES, bytes);
  }

  /**
   * A value is handed out: written down it takes what it looks like, even if the same list is in it
   * many times.
   */
  void out(Object value) {
    step();
    switch (value) {
      case String text -> text(text.length());
      case List<?> list -> {
        elements(list.size());
        list.forEach(this::out);
      }
      case Map<?, ?> map -> {
        elements(map.size());
        map.forEach(
            (key, each) -> {
              out(key);
              out(each);
            });
      }
      default -> {}
    }
  }

  static void check(Limit limit, long value) {
    if (value > limit.most()) {
      throw new Exceeded(limit);
    }
  }
}
