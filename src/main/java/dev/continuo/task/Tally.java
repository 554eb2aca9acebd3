package dev.continuo.task;

import java.time.Duration;

/**
 * What was counted since the task was submitted or reopened.
 *
 * @param spent how much of its timeout the newest attempt had used when it was suspended
 */
public record Tally(int failures, int losses, int rounds, Duration spent) {
  static final Tally ZERO = new Tally(0, 0, 0, Duration.ZERO);

  Tally failed() {
    return new Tally(failures + 1, losses, rounds, spent);
  }

  Tally lost() {
    return new Tally(failures, losses + 1, rounds, spent);
  }

  Tally reworked() {
    return new Tally(failures, losses, rounds + 1, spent);
  }

  Tally spent(Duration now) {
    return new Tally(failures, losses, rounds, now);
  }
}
