package dev.continuo.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one plan; of many problems it keeps the first. */
public final class Problems {
  public static final int KEPT_MAX = 20;

  private final List<Problem> kept = new ArrayList<>();
  private int found;

  /** Adds what is wrong; of a plan that is used several times, each problem is told once. */
  public void add(Problem problem) {
    if (!kept.contains(problem) && found++ < KEPT_MAX) {
      kept.add(problem);
    }
  }

  public boolean isEmpty() {
    return found == 0;
  }

  /** Whether further problems are only counted, so that their words need no care. */
  public boolean full() {
    return found >= KEPT_MAX;
  }

  /** All of them, file by file, in the order of the file. */
  public Reading.Bad bad() {
    var sorted = kept.stream().sorted(Comparator.comparing(Problem::place)).toList();
    return new Reading.Bad(sorted, found - kept.size());
  }
}
