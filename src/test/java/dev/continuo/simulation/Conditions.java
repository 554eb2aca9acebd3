package dev.continuo.simulation;

import dev.continuo.condition.Choice;
import dev.continuo.condition.ConditionPart;
import dev.continuo.round.Assessment;
import dev.continuo.round.UntilPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.util.Collections;
import java.util.List;

/** The conditions of simulated plans: each says itself what comes of it. */
final class Conditions {
  private static final List<String> ALL = List.of("yes", "yes", "no", "unclear");

  private static final List<String> UNTIL = List.of("now", "later", "later", "never", "unclear");
  private static final Assessment AGAIN =
      new Assessment.Again(new Text.Inline("not yet"), "it is not true yet");

  private Conditions() {}

  static ConditionPart draw(Chance chance) {
    return new ConditionPart(chance.pick(ALL), Collections.emptySortedMap());
  }

  static Choice choice(TaskSpec spec) {
    return switch (said(spec)) {
      case "no" -> new Choice.Skip("its condition is false");
      case "unclear" -> new Choice.Fail("its condition cannot be told");
      default -> new Choice.Do();
    };
  }

  /** Whether a task with such a condition may ever start. */
  static boolean mayStart(TaskSpec spec) {
    return choice(spec) instanceof Choice.Do;
  }

  static boolean maySkip(TaskSpec spec) {
    return choice(spec) instanceof Choice.Skip;
  }

  static boolean mayFail(TaskSpec spec) {
    return choice(spec) instanceof Choice.Fail;
  }

  static UntilPart drawUntil(Chance chance) {
    return new UntilPart(chance.pick(UNTIL), Collections.emptySortedMap(), chance.between(1, 3));
  }

  /** What is said of this attempt's claim. */
  static Assessment assessment(TaskSpec spec, int attempt) {
    return switch (spec.part(UntilPart.class).map(UntilPart::expression).orElse("now")) {
      case "later" -> attempt < 3 ? AGAIN : new Assessment.Done();
      case "never" -> AGAIN;
      case "unclear" -> new Assessment.Fail("its end cannot be told");
      default -> new Assessment.Done();
    };
  }

  private static String said(TaskSpec spec) {
    return spec.part(ConditionPart.class).map(ConditionPart::expression).orElse("yes");
  }
}
