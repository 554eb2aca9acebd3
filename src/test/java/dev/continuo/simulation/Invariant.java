package dev.continuo.simulation;

import java.util.function.Supplier;

/** What must hold in every life; the number is that of the design's list of invariants. */
public enum Invariant {
  ACKNOWLEDGED_IS_KEPT("1", "what was acknowledged is in the log, once, and stays there"),
  ONE_TURN_HOLDS_THE_FENCE("2", "one turn of a task at a time, fences grow, others change nothing"),
  STARTS_THROUGH_OPEN_DOORS("3", "a start has satisfied needs, open latches, a running run"),
  WITHIN_LIMITS("4", "no limit, lock or resource is exceeded at any position of the log"),
  TERMINAL_IS_FINAL("5", "what has ended changes only by a recorded retry"),
  SUCCEEDED_IS_VERIFIED("6", "success means that each required gate passed on that very attempt"),
  EVERY_WAIT_HAS_A_REASON("7", "the engine can say why a task waits"),
  EVERYTHING_MOVES_ON("7", "without faults all comes to its end, or to a person; no cycle waits"),
  DELIVERED_IS_ACKNOWLEDGED("9", "what is delivered was acknowledged by its receiver"),
  DELIVERED_IN_ORDER("9", "each receiver gets each fact in order, under one id for ever"),
  REPLAY_GIVES_THE_ROWS("10", "log, rows in the store and rows in memory agree"),
  UNDO_LEAVES_NOTHING("10", "after an undo the engine behaves as one freshly loaded"),
  NOTHING_IS_LEFT_ALIVE("11", "no process of an ended turn is alive after its sweep"),
  COMMITTED_BEFORE_RELEASED("11", "nothing is wanted of the world before it is durable"),
  NO_BUG("", "the engine never meets a state that it calls a bug");

  private final String number;
  private final String says;

  Invariant(String number, String says) {
    this.number = number;
    this.says = says;
  }

  String number() {
    return number;
  }

  String says() {
    return says;
  }

  /** {@code otherwise} is asked only for a broken one: checks are many, and texts are dear. */
  void holds(boolean that, Supplier<String> otherwise) {
    if (!that) {
      throw new Violation(this, otherwise.get());
    }
  }

  /** An invariant was found broken. */
  static final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;
    private final Invariant invariant;

    Violation(Invariant invariant, String what) {
      super(invariant + ": " + what);
      this.invariant = invariant;
    }

    Invariant invariant() {
      return invariant;
    }
  }
}
