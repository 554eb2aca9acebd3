package dev.continuo.task;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a group of a task for each item of a list. When the group's needs are satisfied its list is
 * asked for, and some tasks at a time are added to its run; when they have all ended, so does the
 * group.
 *
 * @param expression in the Common Expression Language, over {@code inputs} and {@code needs}
 * @param inputs those that it names, as JSON
 * @param task what is done for each; it needs what the group needs
 */
public record EachPart(String expression, SortedMap<String, String> inputs, TaskSpec task)
    implements Part {
  /** Who owns the latch that keeps the group from queueing meanwhile. */
  static final String OWNER = "each";

  /** Closed until the items that are all there have ended. */
  static final Latch ITEMS = new Latch(Door.START, OWNER, "items");

  public EachPart {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  /** Closed while the list is told, of which so many items are there. */
  static Latch list(int there) {
    return new Latch(Door.START, OWNER, Integer.toString(there));
  }

  /** How many of its items are there, if somebody is to tell the list now. */
  public static OptionalInt asked(Task group) {
    return group.state() instanceof State.Pending ? untold(group) : OptionalInt.empty();
  }

  /** The same of a group that may have ended: of its list, not all has been told. */
  public static OptionalInt untold(Task group) {
    for (var latch : group.latches()) {
      if (latch.owner().equals(OWNER) && !latch.equals(ITEMS)) {
        return OptionalInt.of(Integer.parseInt(latch.key()));
      }
    }
    return OptionalInt.empty();
  }

  /** Whether it waits for nothing but its items. */
  public static boolean gathering(Task group) {
    return group.state() instanceof State.Pending && group.latches().contains(ITEMS);
  }

  @Override
  public List<String> secrets() {
    return task.secrets();
  }

  EachPart named(String group) {
    return new EachPart(expression, inputs, task.named(group));
  }

  EachPart inheriting(SortedMap<String, String> env) {
    return new EachPart(expression, inputs, task.inheriting(env));
  }
}
