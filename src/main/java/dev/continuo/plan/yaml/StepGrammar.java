package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Title;

/** What an agent is told to do one after the other. */
final class StepGrammar {
  private static final int STEP_CHARACTERS_MAX = 500;
  private static final int STEPS_MAX = 50;

  static final Title STEP = new Title(STEP_CHARACTERS_MAX);
  static final Key<Items> STEPS =
      new Key<>(
          "steps",
          new Items("a list of texts", STEP, STEPS_MAX),
          "`steps: [Read the design, Write the tests]`",
          "a checklist that stands below the `prompt`, one line a step",
          "none");

  private StepGrammar() {}
}
