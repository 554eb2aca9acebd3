package dev.continuo.pattern;

import dev.continuo.plan.Problems;

/** A configured pattern with the tasks that it is for. */
public sealed interface Pattern
    permits ParallelIndependent,
        SequentialHandoff,
        ParallelWithSyncPoints,
        PrimaryWithReviewers,
        IncrementalWithValidation,
        FanOutFanIn,
        ConditionalBranching,
        Stages {
  /** Which of the shapes it is. */
  Shape shape();

  /** Who runs when. Tells what does not fit together, and must not be used then. */
  Schedule schedule(Problems problems);

  /** Whether what a pattern lists runs at the same time. */
  enum Pace {
    TOGETHER,
    ONE_BY_ONE
  }
}
