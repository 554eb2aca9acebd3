package dev.continuo.task;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The secrets that the processes of a task get as variables of their environment, by name. Their
 * values are looked up when a turn is launched, and stand nowhere in the journal.
 */
public record SecretPart(List<String> names) implements Part {
  public static final int NAMES_MAX = 100;

  /** What every secret is called; for sentences that say what is allowed. */
  public static final String RULE =
      "must be 1 to 100 letters, digits and `_`, not starting with a digit or `CONTINUO_`";

  public static final String PATTERN = "(?!CONTINUO_)[A-Za-z_][A-Za-z0-9_]{0,99}";

  private static final Pattern NAME = Pattern.compile(PATTERN);

  public SecretPart {
    names = List.copyOf(names);
  }

  @Override
  public List<String> secrets() {
    return names;
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
