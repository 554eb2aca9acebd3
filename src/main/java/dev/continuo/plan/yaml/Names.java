package dev.continuo.plan.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What tasks, gates, locks and agents may be called, and what to write instead. */
final class Names {
  static final String ALLOWED =
      ", must be 1 to 100 letters, digits, `_`, `.` or `-`, not starting with `.` or `-`";

  static final String PATTERN = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}";

  private static final int LENGTH_MAX = 100;
  private static final Pattern NAME = Pattern.compile(PATTERN);
  private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_.-]+");
  private static final Pattern EDGES = Pattern.compile("^[.-]+|-+$");
  private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");

  /** A text with more words is none that forgot its brackets. */
  private static final int LISTED_MAX = 5;

  private Names() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** A hint with the name that is most like {@code text}. */
  static String proposal(String text) {
    var start = text.substring(0, Math.min(text.length(), LENGTH_MAX));
    var name = EDGES.matcher(FOREIGN.matcher(start).replaceAll("-")).replaceAll("");
    return isName(name) ? "write `" + name + "`" : "write a name like `build-1`";
  }

  /** A hint how to write several names, when {@code text} is some. */
  static Optional<String> list(String text) {
    var names = List.of(BETWEEN.split(text.strip(), LISTED_MAX + 1));
    return names.size() > 1 && names.size() <= LISTED_MAX && names.stream().allMatch(Names::isName)
        ? Optional.of(
            names.stream().collect(Collectors.joining(", ", "write several names as `[", "]`")))
        : Optional.empty();
  }
}
