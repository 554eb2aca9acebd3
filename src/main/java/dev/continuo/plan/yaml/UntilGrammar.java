package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Condition;
import dev.continuo.plan.yaml.Form.Whole;
import dev.continuo.round.UntilPart;

/** How a task says when it is done. */
final class UntilGrammar {
  static final Key<Condition> UNTIL =
      new Key<>(
          "until",
          new Condition(),
          "`until: result.failures == 0`",
          "a condition over its `result`, `inputs` and `needs`, told at each clean end; while it is"
              + " false, the task is sent back",
          "it is done at once");
  static final Key<Whole> ROUNDS =
      new Key<>(
          "rounds-max",
          new Whole(1, UntilPart.ROUNDS_MAX),
          "`rounds-max: 5`",
          "how often `until` may send it back, 1 to " + UntilPart.ROUNDS_MAX,
          "" + UntilPart.ROUNDS_DEFAULT);

  private UntilGrammar() {}
}
