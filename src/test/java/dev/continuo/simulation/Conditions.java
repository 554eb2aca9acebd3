package dev.continuo.simulation;

import dev.continuo.task.Choice;
import dev.continuo.task.ConditionPart;
import dev.continuo.task.TaskSpec;
import java.util.Collections;
import java.util.List;

/** The conditions of simulated plans: each says itself what comes of it. */
final class Conditions {
  private static final List<String> ALL = List.of("yes", "yes", "no", "unclear");

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

  private static String said(TaskSpec spec) {
    return spec.part(ConditionPart.class).map(ConditionPart::expression).orElse("yes");
  }
}
