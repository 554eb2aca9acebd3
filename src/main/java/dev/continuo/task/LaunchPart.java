package dev.continuo.task;

/** Says that the task, besides its needs, waits for a person who launches it. */
public record LaunchPart() implements Part {
  /** Who owns the latch that is put with the task. */
  public static final String OWNER = "launch";

  static final Latch LATCH = new Latch(Door.START, OWNER, "launch");

  /** Whether nobody has launched it yet. */
  public static boolean waits(Task task) {
    return task.state() instanceof State.Pending && task.latches().contains(LATCH);
  }
}
