package dev.continuo.analysis;

import dev.continuo.analysis.StrategyDocument.Subtask;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an analysis must have before its tasks are given away: the seven items of the gate (SPEC
 * S4-31). A field that still has the words of the template does not count as filled in.
 */
public final class StrategyGate {
  /** What those are told who give tasks away without it. */
  public static final String VIOLATION = "GATE VIOLATION (25-execution-strategy.md)";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern WORKERS = Pattern.compile("[1-9]\\d{0,8} workers?");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\[.*]");

  /**
   * An item of the list.
   *
   * @param missing what is wrong; empty when the item passes
   */
  public record Item(String name, String missing) {
    public boolean passes() {
      return missing.isEmpty();
    }
  }

  private StrategyGate() {}

  /** All seven, in their order. */
  public static List<Item> items(StrategyDocument of) {
    return List.of(
        new Item("Subtasks identified and counted", counted(of)),
        new Item("Independence assessed", assessed(of)),
        new Item("Dependencies documented", filled("Dependencies", of.dependencies())),
        new Item("Strategy determined", strategy(of)),
        new Item("Rationale documented", filled("Rationale", of.rationale())),
        new Item("Shared context conflicts identified", filled("File conflicts", of.conflicts())),
        new Item("Worker plan created", workers(of)));
  }

  private static String counted(StrategyDocument of) {
    var found = of.subtasks().size();
    if (found == 0) {
      return "the inventory is empty";
    }
    return of.total().equals("" + found)
        ? ""
        : "the inventory has " + found + ", `Total subtasks` says " + said(of.total());
  }

  private static String assessed(StrategyDocument of) {
    Optional<Subtask> unknown =
        of.subtasks().stream()
            .filter(task -> blank(task.files()) || task.files().equals(StrategyDocument.UNKNOWN))
            .findFirst();
    if (unknown.isPresent()) {
      return "nobody says which files " + unknown.get().name() + " touches";
    }
    for (var task : of.subtasks()) {
      if (!task.independent().equals("yes") && !task.independent().equals("no")) {
        return task.name() + " is neither `yes` nor `no`, but " + said(task.independent());
      }
    }
    var yes = of.subtasks().stream().filter(task -> task.independent().equals("yes")).count();
    return of.independent().equals("" + yes) && NUMBER.matcher(of.independent()).matches()
        ? ""
        : "the inventory has " + yes + ", `Independent` says " + said(of.independent());
  }

  private static String strategy(StrategyDocument of) {
    return Arrays.stream(Strategy.values()).anyMatch(each -> each.name().equals(of.strategy()))
        ? ""
        : "`Strategy` must be PARALLEL, SEQUENTIAL or HYBRID, it is " + said(of.strategy());
  }

  private static String workers(StrategyDocument of) {
    if (!WORKERS.matcher(of.workers()).matches()) {
      return "`Workers` must be a number of workers, it is " + said(of.workers());
    }
    var launch = filled("Launch", of.launch());
    return launch.isEmpty() ? filled("Coordination", of.coordination()) : launch;
  }

  private static String filled(String field, String value) {
    return blank(value) ? "`" + field + "` must be filled in, it is " + said(value) : "";
  }

  private static boolean blank(String value) {
    return value.isEmpty() || PLACEHOLDER.matcher(value).matches();
  }

  private static String said(String value) {
    return value.isEmpty() ? "nothing" : "`" + value + "`";
  }
}
