package dev.continuo.condition;

import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Part;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The condition on which a task is done at all. It is evaluated when the task's needs are
 * satisfied, before its first attempt; if it is false, the task is skipped.
 *
 * @param expression in the Common Expression Language, over {@code inputs} and {@code needs}
 * @param inputs the inputs that the expression names, as JSON
 */
public record ConditionPart(String expression, SortedMap<String, String> inputs) implements Part {
  /** The owner of the latch that keeps the task from being queued meanwhile. */
  public static final String OWNER = "condition";

  public static final Latch LATCH = new Latch(Door.START, OWNER, "if", Mover.PROCESS);

  public ConditionPart {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }
}
