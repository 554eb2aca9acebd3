package dev.continuo.gate;

import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.util.List;

/**
 * One gate, as it was submitted with its task.
 *
 * @param name unique among the gates of the task
 * @param secrets names of those that the check gets; it has none of its task's
 * @param roundsMax how often a rejection sends the task back; one more rejection fails it
 */
public record GateSpec(
    String name, Work work, List<String> secrets, Judge judge, int roundsMax, Timeout timeout) {
  /** How often a check by verdict sends the task back when the plan says nothing (SPEC X-41). */
  public static final int VERDICT_ROUNDS_DEFAULT = 3;

  public static final int ROUNDS_MAX = 100;

  /** What decides. */
  public enum Judge {
    /** The check's success. */
    EXIT,
    /** The {@code verdict} in the check's result. */
    VERDICT
  }

  public GateSpec {
    secrets = List.copyOf(secrets);
    if (roundsMax < 0 || roundsMax > ROUNDS_MAX) {
      throw new IllegalArgumentException("rounds-max " + roundsMax);
    }
  }

  /** The same gate with other work. */
  public GateSpec doing(Work other) {
    return new GateSpec(name, other, secrets, judge, roundsMax, timeout);
  }
}
