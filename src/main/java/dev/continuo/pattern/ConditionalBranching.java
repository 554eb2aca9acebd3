package dev.continuo.pattern;

import dev.continuo.condition.ConditionPart;
import dev.continuo.plan.Problems;
import dev.continuo.task.ChoicePart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A task that says which one of some others is done. Its result names it as {@code branch}, or some
 * of them as {@code conditions}, of which the one that the pattern lists first counts (SPEC X-28).
 *
 * @param branches each called like its condition
 */
public record ConditionalBranching(Job analyzer, List<Branch> branches) implements Pattern {
  /** What is done on one condition. */
  public record Branch(String condition, Job job) {}

  public ConditionalBranching {
    branches = List.copyOf(branches);
  }

  @Override
  public Shape shape() {
    return Shape.CONDITIONAL_BRANCHING;
  }

  @Override
  public Schedule schedule(Problems problems) {
    var steps = new ArrayList<Step>();
    var told = analyzer.told("Find out which of these holds: " + listed(conditions()) + ".", say());
    steps.add(Step.of(told, List.of()).with(new ChoicePart(conditions())));
    for (var branch : branches) {
      var condition = new ConditionPart(expression(branch), Collections.emptySortedMap());
      steps.add(Step.of(branch.job(), Order.after(List.of(analyzer))).with(condition));
    }
    return Schedule.of(Order.checked(shape(), steps, problems));
  }

  private List<String> conditions() {
    return branches.stream().map(Branch::condition).toList();
  }

  private static String say() {
    return "Say it with `continuo result set branch=NAME`.";
  }

  private static String listed(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  /** Whether the branch is the one that was chosen. */
  private String expression(Branch branch) {
    return "needs[\"%s\"].choice == \"%s\"".formatted(analyzer.name(), branch.condition());
  }
}
