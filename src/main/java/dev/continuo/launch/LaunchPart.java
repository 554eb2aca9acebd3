package dev.continuo.launch;

import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Part;
import dev.continuo.task.State;
import dev.continuo.task.Task;

/** Says that the task, besides its needs, waits for a person who launches it. */
public record LaunchPart() implements Part {
  /** The owner of the latch that is put with the task. */
  public static final String OWNER = "launch";

  public static final Latch LATCH = new Latch(Door.START, OWNER, "launch", Mover.PERSON);

  @Override
  public int weight() {
    return 1;
  }

  /** Whether nobody has launched it yet. */
  static boolean waits(Task task) {
    return task.state() instanceof State.Pending && task.latches().contains(LATCH);
  }
}
