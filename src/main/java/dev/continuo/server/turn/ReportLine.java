package dev.continuo.server.turn;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an agent says of its task in the last line that it writes: {@code [BLOCKED] T2 - no key}
 * (SPEC S0-07). It can only lower what the exit code says.
 */
public record ReportLine(Word word, String status) {
  /** How the agent sees its task. */
  public enum Word {
    DONE,
    IN_PROGRESS,
    BLOCKED,
    FAILED
  }

  private static final Pattern LINE =
      Pattern.compile("\\[(DONE|IN_PROGRESS|BLOCKED|FAILED)] (?:.*? - )?(.*\\S)\\s*");

  /** The report, if the last line that is not blank is one. */
  public static Optional<ReportLine> of(String tail) {
    var last = tail.stripTrailing().lines().reduce("", (_, line) -> line);
    var line = LINE.matcher(last.strip());
    return line.matches()
        ? Optional.of(
            new ReportLine(Word.valueOf(line.group(1).toUpperCase(Locale.ROOT)), line.group(2)))
        : Optional.empty();
  }
}
