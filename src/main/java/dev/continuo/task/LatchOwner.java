package dev.continuo.task;

/**
 * A feature that puts latches on the doors of tasks. The owner alone knows what its latches mean;
 * tasks know only that they are closed, and who can open them.
 */
public interface LatchOwner {
  /** The name that its latches carry. */
  String owner();

  /** What a closed latch waits for. */
  Waiting explain(Task task, Latch latch);

  /**
   * Asked when a task's needs are satisfied and its START door is open, each time before the task
   * is queued for a new attempt. A latch that the owner names here, and that was opened, is found
   * in {@link Task#opened()}.
   */
  default Admission admit(Task task) {
    return Admission.OPEN;
  }

  /**
   * What a latch waits for.
   *
   * @param reason the end of a sentence that begins "waits for"
   * @param remedy the command that a person can type; empty when there is nothing to do but wait
   */
  record Waiting(String reason, String remedy) {
    public static Waiting on(String reason) {
      return new Waiting(reason, "");
    }
  }
}
