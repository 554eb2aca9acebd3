package dev.continuo.plan.yaml;

/** Shows what somebody wrote in one line of a message: shortened, and harmless to a terminal. */
final class Quote {
  private static final int LENGTH_MAX = 60;

  private Quote() {}

  static String of(String text) {
    return "`" + inside(text) + "`";
  }

  /** The same without the backticks around it. */
  static String inside(String text) {
    var shown = new StringBuilder();
    text.codePoints().limit(LENGTH_MAX).forEach(character -> append(shown, character));
    if (text.codePointCount(0, text.length()) > LENGTH_MAX) {
      shown.append('…');
    }
    return shown.toString();
  }

  /** All of the text, made harmless; backticks stay. */
  static String harmless(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              if (character == '`') {
                shown.append('`');
              } else {
                append(shown, character);
              }
            });
    return shown.toString();
  }

  /** A character as its number: {@code U+0007}. */
  static String number(int character) {
    return String.format("U+%04X", character);
  }

  private static void append(StringBuilder shown, int character) {
    switch (character) {
      case '\n' -> shown.append("\\n");
      case '\t' -> shown.append("\\t");
      case '`' -> shown.append('\'');
      default -> {
        if (visible(character)) {
          shown.appendCodePoint(character);
        } else {
          shown.append(number(character));
        }
      }
    }
  }

  private static boolean visible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
