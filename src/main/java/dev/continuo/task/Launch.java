package dev.continuo.task;

/** Explains what a task waits for that somebody has to launch. */
final class Launch implements LatchOwner {
  @Override
  public String owner() {
    return LaunchPart.OWNER;
  }

  @Override
  public String explain(Task task, Latch latch) {
    return "somebody to launch it, `continuo batch launch " + task.id().run() + "`";
  }
}
