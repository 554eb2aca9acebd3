package dev.continuo.analysis;

import dev.continuo.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The strategy of a plan, and what it follows from. */
public record StrategyAnalysis(Strategy strategy, StrategyDocument document, Standing standing) {
  /** Whether the plan may be done as it asks to be. */
  public enum Standing {
    ALLOWED,
    /** One task at a time, where that many could be done at once, and nobody says why. */
    UNJUSTIFIED
  }

  public static final int TASKS_MAX = Independence.TASKS_MAX;

  /**
   * What the plan's tasks are best done by.
   *
   * @param justification why they are done one after the other all the same; empty when nobody says
   *     it
   */
  public static StrategyAnalysis of(Plan plan, Strategy.Rule rule, String justification) {
    var found = Independence.of(plan.tasks());
    var independent = found.together().size();
    var forced = plan.parallel() == 1 && independent >= Strategy.PARALLEL_MIN;
    var strategy = forced ? Strategy.SEQUENTIAL : Strategy.of(independent, !found.complete(), rule);
    var rationale = forced && !justification.isEmpty() ? justification : strategy.rationale();
    return new StrategyAnalysis(
        strategy,
        document(found, strategy, rationale),
        forced && justification.isEmpty() ? Standing.UNJUSTIFIED : Standing.ALLOWED);
  }

  private static StrategyDocument document(
      Independence found, Strategy strategy, String rationale) {
    var together = Set.copyOf(found.together());
    var subtasks = new ArrayList<StrategyDocument.Subtask>();
    for (int i = 0; i < found.tasks().size(); i++) {
      var task = found.tasks().get(i);
      var files = String.join(", ", Independence.files(task));
      subtasks.add(
          new StrategyDocument.Subtask(
              task.name(),
              files.isEmpty() ? StrategyDocument.UNKNOWN : files,
              together.contains(i) ? "yes" : "no"));
    }
    return new StrategyDocument(
        subtasks,
        "" + subtasks.size(),
        "" + together.size(),
        listed(found.dependencies()),
        listed(found.conflicts()),
        strategy.name(),
        rationale,
        workers(strategy.workers(together.size())),
        strategy.launch(),
        coordination(found));
  }

  private static String listed(List<String> what) {
    return what.isEmpty() ? "none" : String.join("; ", what);
  }

  private static String workers(int count) {
    return count + (count == 1 ? " worker" : " workers");
  }

  /** What needs orders by itself and locks keep apart needs nobody who looks after it. */
  private static String coordination(Independence found) {
    var locks = new TreeSet<String>();
    found.tasks().forEach(task -> locks.addAll(task.locks()));
    var means = new ArrayList<String>();
    if (found.dependencies().stream().anyMatch(each -> each.contains(" needs "))) {
      means.add("needs decide the order");
    }
    if (!locks.isEmpty()) {
      means.add("locks are held by one task at a time: " + String.join(", ", locks));
    }
    if (!found.conflicts().isEmpty()) {
      means.add("a lock or a need for each file conflict");
    }
    return means.isEmpty() ? "none needed, no files and no locks are shared" : listed(means);
  }
}
