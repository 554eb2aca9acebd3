package dev.continuo.analysis;

import dev.continuo.plan.Packets;

/** What a number of files means for whoever gives them to one agent (SPEC S4-20, X-35). */
public enum Size {
  IDEAL("✅ Single task packet, proceed"),
  ACCEPTABLE("⚠️ Single task packet, create decomposition plan"),
  TOO_LARGE("❌ MUST decompose into 2-3 task packets"),
  FAR_TOO_LARGE("❌ MUST decompose into 3+ task packets");

  /** More files than these are more than one unit of work is thought to touch. */
  public static final int UNIT_FILES_MAX = 8;

  private static final int FILE_KILOTOKENS_MIN = 1;
  private static final int FILE_KILOTOKENS_MAX = 3;

  private final String advice;

  Size(String advice) {
    this.advice = advice;
  }

  /** That of a task that touches so many files, at least one. */
  public static Size of(int files, Packets packets) {
    if (files < 1) {
      throw new IllegalArgumentException("a task of " + files + " files");
    }
    if (files <= packets.ideal()) {
      return IDEAL;
    }
    if (files <= packets.most()) {
      return ACCEPTABLE;
    }
    return files <= packets.divided() ? TOO_LARGE : FAR_TOO_LARGE;
  }

  /** What to do about it. */
  public String advice() {
    return advice;
  }

  /** Whether one agent can do it. */
  public boolean fits() {
    return this == IDEAL || this == ACCEPTABLE;
  }

  /** How many tokens an agent will write for so many files, as {@code 5K-15K} (SPEC S4-21). */
  public static String tokens(int files) {
    return (long) files * FILE_KILOTOKENS_MIN + "K-" + (long) files * FILE_KILOTOKENS_MAX + "K";
  }
}
