package dev.continuo.expansion;

import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Part;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskSpec;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a group of a task for each item of a list.
 *
 * @param expression in the Common Expression Language, over {@code inputs} and {@code needs}
 * @param inputs the inputs that the expression names, as JSON
 * @param task what is done for each item; it needs what the group needs
 */
public record EachPart(String expression, SortedMap<String, String> inputs, TaskSpec task)
    implements Part {
  /** The owner of the latches that keep the group from ending meanwhile. */
  public static final String OWNER = "each";

  /** Closed until all items have ended. */
  static final Latch ITEMS = new Latch(Door.START, OWNER, "items", Mover.TASKS);

  public EachPart {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  /** Closed while the list is evaluated, of which so many items are there. */
  static Latch list(int there) {
    return new Latch(Door.START, OWNER, Integer.toString(there), Mover.PROCESS);
  }

  /** How many items are there while this latch of a list is closed. */
  public static int there(Latch list) {
    return Integer.parseInt(list.key());
  }

  /** How many of the group's items are there, while its list is to be evaluated. */
  public static OptionalInt asked(Task group) {
    if (group.state() instanceof State.Pending) {
      for (var latch : group.latches()) {
        if (latch.owner().equals(OWNER) && !latch.equals(ITEMS)) {
          return OptionalInt.of(there(latch));
        }
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public List<String> secrets() {
    return task.secrets();
  }

  @Override
  public EachPart named(String group) {
    return new EachPart(expression, inputs, task.named(group));
  }

  @Override
  public EachPart inheriting(SortedMap<String, String> env) {
    return new EachPart(expression, inputs, task.inheriting(env));
  }
}
