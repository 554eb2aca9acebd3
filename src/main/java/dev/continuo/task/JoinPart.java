package dev.continuo.task;

/**
 * Says that a task does not wait for all its needs, but for so many of them. Who was skipped is not
 * among those: a choice between branches is not met by the one that was left out.
 *
 * @param atLeast 1 to the number of needs
 */
public record JoinPart(int atLeast) implements Part {
  public JoinPart {
    if (atLeast < 1) {
      throw new IllegalArgumentException("a join of " + atLeast);
    }
  }

  @Override
  public boolean ofNeeds() {
    return true;
  }
}
