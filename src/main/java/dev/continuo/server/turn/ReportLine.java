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
      Pattern.compile("\\[(DONE|IN_PROGRESS|BLOCKED|FAILED)] (.*)", Pattern.DOTALL);

  private static final String DASH = " - ";

  /** The report, if the last line that is not blank is one. */
  public static Optional<ReportLine> of(String tail) {
    var last = tail.stripTrailing().lines().reduce("", (_, line) -> line);
    var line = LINE.matcher(last.strip());
    return line.matches()
        ? Optional.of(
            new ReportLine(
                Word.valueOf(line.group(1).toUpperCase(Locale.ROOT)), status(line.group(2))))
        : Optional.empty();
  }

  /** What follows the task's name, or all of it when no name is there. */
  private static String status(String text) {
    var dash = text.indexOf(DASH);
    return dash < 0 ? text : text.substring(dash + DASH.length());
  }
}
