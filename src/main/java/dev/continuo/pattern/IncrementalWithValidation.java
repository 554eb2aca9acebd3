package dev.continuo.pattern;

import dev.continuo.plan.Draft;
import dev.continuo.plan.Problems;
import dev.continuo.task.Need;
import java.util.ArrayList;
import java.util.List;

/**
 * Phases one after another, each of which counts only when its validator says so. A failed
 * validation fails the phase; nothing behind it starts until a person has decided.
 */
public record IncrementalWithValidation(Pace pace, List<Phase> phases) implements Pattern {
  private static final String CHECK = "validate";

  /** A phase, and who validates it. */
  public record Phase(Job work, Job validator) {}

  public IncrementalWithValidation {
    phases = List.copyOf(phases);
  }

  @Override
  public Shape shape() {
    return Shape.INCREMENTAL_WITH_VALIDATION;
  }

  @Override
  public Schedule schedule(Problems problems) {
    var steps = new ArrayList<Step>();
    for (var phase : phases) {
      var needs =
          pace == Pace.TOGETHER || steps.isEmpty()
              ? List.<Draft.Edge>of()
              : List.of(steps.getLast().job().after(Need.On.SUCCEEDED));
      steps.add(Step.of(phase.work(), needs).checked(List.of(validation(phase))));
    }
    return Schedule.of(Order.checked(shape(), steps, problems));
  }

  private static Step.Check validation(Phase phase) {
    var asked = "Validate the work of the phase `" + phase.work().name() + "`.";
    return new Step.Check(CHECK, Verdicts.told(phase.validator(), asked), 0);
  }
}
