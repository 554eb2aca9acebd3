package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Fields;
import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Prose;
import dev.continuo.plan.yaml.Form.Scalar;
import dev.continuo.plan.yaml.Form.Truth;
import dev.continuo.plan.yaml.Form.Word;
import java.util.List;

/** How the inputs of a plan are declared. */
final class InputGrammar {
  static final Key<Word<InputType>> TYPE =
      new Key<>(
          "type",
          Word.of(InputType.values()),
          "`type: number`",
          "`string`, `number`, `boolean` or `choice`",
          "`string`");
  static final Key<Items> OPTIONS =
      new Key<>(
          "options",
          new Items("a list of texts", new Form.Text("a text"), 100),
          "`options: [staging, production]`",
          "what a `choice` can be",
          "required with `type: choice`");
  static final Key<Scalar> DEFAULT =
      new Key<>(
          "default",
          new Scalar("a text, a number or a truth value"),
          "`default: staging`",
          "its value when none is given",
          "empty, `false` for a `boolean`");
  static final Key<Truth> REQUIRED =
      new Key<>(
          "required",
          new Truth(),
          "`required: true`",
          "`true`: without a value the plan is not run",
          "`false`");
  static final Key<Prose> DESCRIPTION =
      new Key<>(
          "description", new Prose("a text"), "`description: Where to`", "what it is for", "none");
  static final Fields INPUT =
      Fields.of("a map that may be empty", List.of(TYPE, OPTIONS, DEFAULT, REQUIRED, DESCRIPTION))
          .with(OPTIONS, TYPE);

  static final Either DECLARATION = new Either(INPUT.allowed(), List.of(new Form.Nothing(), INPUT));

  private InputGrammar() {}
}
