package dev.continuo.plan;

import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Nearest {
  /** Longer words are no slips of the hand, and would cost time. */
  private static final int LENGTH_MAX = 100;

  private Nearest() {}

  /**
   * The candidate that takes the fewest slips (a letter lost, added, changed, or two swapped) to
   * become {@code word}: at most two, or a third of its length, and never all of it. The case of
   * letters counts for nothing; of equals, the first.
   */
  public static Optional<String> to(String word, Iterable<String> candidates) {
    if (word.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    var typed = word.toLowerCase(Locale.ROOT);
    var best = Optional.<String>empty();
    var limit = Math.min(Math.max(2, typed.length() / 3), typed.length() - 1);
    for (var candidate : candidates) {
      var slips = slips(typed, candidate.toLowerCase(Locale.ROOT), limit);
      if (slips <= limit) {
        best = Optional.of(candidate);
        limit = slips - 1;
      }
    }
    return best;
  }

  /** The distance of Damerau and Levenshtein, in its restricted form; cut off above the limit. */
  private static int slips(String from, String to, int limit) {
    if (Math.abs(from.length() - to.length()) > limit) {
      return limit + 1;
    }
    var twoBack = new int[to.length() + 1];
    var back = new int[to.length() + 1];
    var row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      back[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        var change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], back[j]) + 1, back[j - 1] + change);
        if (swapped(from, i, to, j)) {
          row[j] = Math.min(row[j], twoBack[j - 2] + 1);
        }
      }
      var free = twoBack;
      twoBack = back;
      back = row;
      row = free;
    }
    return back[to.length()];
  }

  private static boolean swapped(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
