package dev.continuo.task;

/** Explains what a task waits for while its condition is being told. */
final class Condition implements LatchOwner {
  @Override
  public String owner() {
    return ConditionPart.OWNER;
  }

  @Override
  public String explain(Task task, Latch latch) {
    return task.spec()
        .part(ConditionPart.class)
        .map(part -> "its condition `" + part.expression() + "`, which is being told")
        .orElseThrow();
  }
}
