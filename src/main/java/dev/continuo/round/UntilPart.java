package dev.continuo.round;

import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Part;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The condition that says when a task is done. It is evaluated at each claim; while it is false,
 * the task is sent back.
 *
 * @param expression in the Common Expression Language, over {@code result}, {@code inputs} and
 *     {@code needs}
 * @param inputs the inputs that the expression names, as JSON
 * @param roundsMax how often the task is sent back; the next false answer fails it
 */
public record UntilPart(String expression, SortedMap<String, String> inputs, int roundsMax)
    implements Part {
  public static final int ROUNDS_DEFAULT = 3;
  public static final int ROUNDS_MAX = 100;

  /** The owner of the latch at the FINISH door. */
  public static final String OWNER = "until";

  public static final Latch LATCH = new Latch(Door.FINISH, OWNER, "until", Mover.PROCESS);

  public UntilPart {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    if (roundsMax < 0 || roundsMax > ROUNDS_MAX) {
      throw new IllegalArgumentException("rounds-max " + roundsMax);
    }
  }

  @Override
  public int weight() {
    return 1;
  }
}
