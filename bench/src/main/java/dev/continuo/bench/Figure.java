package dev.continuo.bench;

import java.io.Serializable;

/**
 * One line of the table.
 *
 * @param value what ratios are taken of
 * @param target what it should be, in words; empty for a figure that others are compared with
 * @param beside a limit of the machine, or a peer, measured in the same run
 */
public record Figure(
    String what,
    double value,
    String measured,
    String target,
    Verdict verdict,
    String beside,
    String saturated)
    implements Serializable {

  /** Whether the target is reached. */
  public enum Verdict {
    REACHED("yes"),
    MISSED("no"),
    NONE(""),
    /** Nothing was measured, so that the whole run has failed. */
    FAILED("**failed**");

    final String word;

    Verdict(String word) {
      this.word = word;
    }

    static Verdict of(boolean reached) {
      return reached ? REACHED : MISSED;
    }
  }

  /** A figure without a target; one of nothing done is a bug of what was measured or measures. */
  static Figure of(String what, double value, String measured) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + ": nothing was measured, found " + measured);
    }
    return new Figure(what, value, measured, "", Verdict.NONE, "", "");
  }

  /** What something costs, which may be nothing. */
  static Figure ofCost(String what, double value, String measured) {
    return new Figure(what, value, measured, "", Verdict.NONE, "", "");
  }

  /** In place of what a part should have measured. */
  static Figure failed(String part, String why) {
    return new Figure(part, Double.NaN, "not measured: " + why, "", Verdict.FAILED, "", "");
  }

  Figure against(String text, boolean reached) {
    return new Figure(what, value, measured, text, Verdict.of(reached), beside, saturated);
  }

  Figure beside(String text) {
    return new Figure(what, value, measured, target, verdict, text, saturated);
  }

  Figure saturated(String text) {
    return new Figure(what, value, measured, target, verdict, beside, text);
  }
}
