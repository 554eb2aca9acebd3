package dev.continuo.task;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says on what condition a task is done at all. It is asked for when the task's needs are
 * satisfied, before its first attempt; if it is false, the task is skipped.
 *
 * @param expression in the Common Expression Language, over {@code inputs} and {@code needs}
 * @param inputs those that it names, as JSON
 */
public record ConditionPart(String expression, SortedMap<String, String> inputs) implements Part {
  /** Who owns the latch that keeps the task from queueing meanwhile. */
  static final String OWNER = "condition";

  static final Latch LATCH = new Latch(Door.START, OWNER, "if");

  public ConditionPart {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  /** Whether somebody is to say now if the task shall be done. */
  static boolean asked(Task task) {
    return task.state() instanceof State.Pending && task.latches().contains(LATCH);
  }
}
