package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Expressions;
import dev.continuo.plan.yaml.Form.Folder;
import dev.continuo.plan.yaml.Form.Named;
import dev.continuo.plan.yaml.Form.Naming;
import dev.continuo.plan.yaml.Form.Scalar;

/** How a task says that it is another plan. */
final class UsesGrammar {
  private static final int INPUTS_MAX = 100;

  static final Scalar GIVEN = new Scalar("a text, a number or a truth value", Expressions.INPUTS);
  static final Key<Folder> USES =
      new Key<>(
          "uses",
          new Folder(),
          "`uses: ./build.yaml`",
          "the file of another plan below the project, which is done as this task",
          "none");
  static final Key<Named> WITH =
      new Key<>(
          "with",
          new Named("a map of inputs by name", Naming.INPUTS, GIVEN, 0, INPUTS_MAX),
          "`with: {target: release}`",
          "what that plan gets for its inputs; may contain `${{ inputs.NAME }}`",
          "its defaults");

  private UsesGrammar() {}
}
