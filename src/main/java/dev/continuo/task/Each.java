package dev.continuo.task;

import java.util.function.ToIntFunction;

/** Explains what a group waits for whose members come of a list. */
final class Each implements LatchOwner {
  private final ToIntFunction<TaskId> open;

  /** {@code open} says how many members of a group have not ended. */
  Each(ToIntFunction<TaskId> open) {
    this.open = open;
  }

  @Override
  public String owner() {
    return EachPart.OWNER;
  }

  @Override
  public String explain(Task task, Latch latch) {
    if (latch.equals(EachPart.ITEMS)) {
      var left = open.applyAsInt(task.id());
      return left
          + (left == 1 ? " of its items, which has" : " of its items, which have")
          + " not ended";
    }
    return task.spec()
        .part(EachPart.class)
        .map(part -> "its list `" + part.expression() + "`, which is being told")
        .orElseThrow();
  }
}
