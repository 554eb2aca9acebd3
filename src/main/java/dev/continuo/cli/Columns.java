package dev.continuo.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How many columns of a terminal text takes. Where terminals differ, the larger number counts, so
 * that a line that was cut never wraps; only characters that are wide in East Asian locales alone
 * count as narrow.
 */
final class Columns {
  /**
   * First and last of the blocks whose characters are wide or full width, from Unicode's
   * EastAsianWidth.txt; those between them that are not assigned are wide too.
   */
  private static final int[][] WIDE = {
    {0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf}, {0xa960, 0xa97f}, {0xac00, 0xd7a3},
    {0xf900, 0xfaff}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6f}, {0xff01, 0xff60}, {0xffe0, 0xffe6},
    {0x16fe0, 0x1b2ff}, {0x1f200, 0x1f2ff}, {0x20000, 0x3fffd}
  };

  private static final String INDENT = "  ";

  private Columns() {}

  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  private static int of(int point) {
    if (point < 0x300) {
      return Character.isISOControl(point) ? 0 : 1;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT ->
          // What follows a narrow character may ask for its wide picture.
          point == 0xfe0f ? 1 : 0;
      default -> wide(point) ? 2 : 1;
    };
  }

  private static boolean wide(int point) {
    for (var block : WIDE) {
      if (point <= block[1]) {
        return point >= block[0] || Character.isEmojiPresentation(point);
      }
    }
    return false;
  }

  /** The text itself when it fits, else its beginning with an ellipsis, no wider than allowed. */
  static String cut(String text, int max) {
    if (of(text) <= max) {
      return text;
    }
    var columns = 0;
    var end = 0;
    while (end < text.length()) {
      var point = text.codePointAt(end);
      columns += of(point);
      if (columns >= max) {
        break;
      }
      end += Character.charCount(point);
    }
    return max <= 0 ? "" : text.substring(0, end) + "…";
  }

  /**
   * The text in lines of at most {@code max} columns, broken between words, all after the first
   * indented; a longer word stays whole.
   */
  static List<String> folded(String text, int max) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" ", -1)) {
      if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > max) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(INDENT);
      } else if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text with spaces after it, up to a width. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }
}
