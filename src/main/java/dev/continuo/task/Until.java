package dev.continuo.task;

/** Explains what a task waits for whose claim is being held against its condition. */
final class Until implements LatchOwner {
  @Override
  public String owner() {
    return UntilPart.OWNER;
  }

  @Override
  public String explain(Task task, Latch latch) {
    return task.spec()
        .part(UntilPart.class)
        .map(part -> "`until: " + part.expression() + "`, which is being told")
        .orElseThrow();
  }
}
