package dev.continuo.gate;

import dev.continuo.task.Part;

/** How the gates of a task are gone through, where that is not the usual. */
public record ReviewPart(Order order, Spent spent) implements Part {
  /** Which checks of a claim run when. */
  public enum Order {
    /** All at once. */
    TOGETHER,
    /** Each after the one before has passed, in the order of the plan. */
    ONE_BY_ONE
  }

  /** What a rejection means when the task was sent back as often as it may be. */
  public enum Spent {
    FAIL,
    /** A person has to decide. */
    BLOCK
  }

  /** What holds of a task that says nothing. */
  public static final ReviewPart USUAL = new ReviewPart(Order.TOGETHER, Spent.FAIL);
}
