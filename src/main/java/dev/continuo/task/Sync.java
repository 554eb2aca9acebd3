package dev.continuo.task;

/** Explains what a task waits for that has not come to a point at which it meets others. */
final class Sync implements LatchOwner {
  @Override
  public String owner() {
    return SyncPart.OWNER;
  }

  @Override
  public String explain(Task task, Latch latch) {
    return "its own arrival at the sync point `" + latch.key() + "`";
  }
}
