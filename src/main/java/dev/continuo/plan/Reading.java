package dev.continuo.plan;

import java.util.List;

/** What came of reading a plan. */
public sealed interface Reading {
  record Good(Plan plan) implements Reading {}

  /**
   * The plan cannot be run.
   *
   * @param problems at least one, at most {@link Problems#KEPT_MAX}, in the order of the file
   * @param more how many others there are
   */
  record Bad(List<Problem> problems, int more) implements Reading {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
