package dev.continuo.task;

/** A feature that puts latches on doors, and can say what each of them waits for. */
public interface LatchOwner {
  /** The name that its latches carry. */
  String owner();

  /** What has to happen for the latch to open; a sentence's end after "waits for". */
  String explain(Task task, Latch latch);
}
