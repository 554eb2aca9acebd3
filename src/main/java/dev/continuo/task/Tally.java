package dev.continuo.task;

/** What was counted since the task was submitted or reopened. */
public record Tally(int failures, int losses, int rounds) {
  static final Tally ZERO = new Tally(0, 0, 0);

  Tally failed() {
    return new Tally(failures + 1, losses, rounds);
  }

  Tally lost() {
    return new Tally(failures, losses + 1, rounds);
  }

  Tally reworked() {
    return new Tally(failures, losses, rounds + 1);
  }
}
