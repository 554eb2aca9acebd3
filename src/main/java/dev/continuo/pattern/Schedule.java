package dev.continuo.pattern;

import dev.continuo.run.OnFailure;
import java.util.List;
import java.util.OptionalInt;

/**
 * Who runs when.
 *
 * @param limit how many may run at once, if the pattern says it
 * @param together how many have to be able to run at once
 * @param steps each behind those that it needs
 */
public record Schedule(OptionalInt limit, int together, OnFailure onFailure, List<Step> steps) {
  public Schedule {
    steps = List.copyOf(steps);
  }

  /** A schedule that nothing but its needs limits. */
  static Schedule of(List<Step> steps) {
    return new Schedule(OptionalInt.empty(), 1, OnFailure.PAUSE, steps);
  }
}
