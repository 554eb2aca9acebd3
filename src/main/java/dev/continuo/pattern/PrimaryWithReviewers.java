package dev.continuo.pattern;

import dev.continuo.gate.GateSpec;
import dev.continuo.gate.ReviewPart;
import dev.continuo.plan.Problems;
import java.util.List;

/**
 * A task whose work others review. When one of them rejects it, it is done again, and reviewed by
 * all again; after the last round a person decides.
 */
public record PrimaryWithReviewers(Pace reviews, Job primary, List<Job> reviewers)
    implements Pattern {
  public PrimaryWithReviewers {
    reviewers = List.copyOf(reviewers);
  }

  @Override
  public Shape shape() {
    return Shape.PRIMARY_WITH_REVIEWERS;
  }

  @Override
  public Schedule schedule(Problems problems) {
    var order =
        switch (reviews) {
          case TOGETHER -> ReviewPart.Order.TOGETHER;
          case ONE_BY_ONE -> ReviewPart.Order.ONE_BY_ONE;
        };
    var step =
        Step.of(primary, List.of())
            .with(new ReviewPart(order, ReviewPart.Spent.BLOCK))
            .checked(reviewers.stream().map(this::review).toList());
    return Schedule.of(Order.checked(shape(), List.of(step), problems));
  }

  private Step.Check review(Job reviewer) {
    return new Step.Check(
        reviewer.agent().name(),
        Verdicts.told(reviewer, "Review the work of the task `" + primary.name() + "`."),
        GateSpec.VERDICT_ROUNDS_DEFAULT);
  }
}
