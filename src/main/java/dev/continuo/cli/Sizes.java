package dev.continuo.cli;

import java.util.Locale;

/** Amounts of data as people read them. */
public final class Sizes {
  private static final String UNITS = "KMGTP";

  private Sizes() {}

  /** In the largest unit that leaves a whole number, of which each has 1,024 of the one before. */
  public static String words(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double left = bytes;
    int unit = -1;
    while (left >= 1023.95 && unit < UNITS.length() - 1) {
      left /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %sB", left, UNITS.charAt(unit));
  }
}
