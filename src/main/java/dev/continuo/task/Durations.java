package dev.continuo.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write and read them. */
public final class Durations {
  /**
   * Days, hours, minutes, seconds, milliseconds: each at most once, the longest first. The empty
   * text, which fits too, is no duration.
   */
  public static final String PATTERN =
      "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?";

  private static final Pattern TEXT = Pattern.compile(PATTERN);

  private Durations() {}

  /**
   * The duration that {@code text} says, such as {@code 90s}, {@code 1h30m} or {@code 500ms}; empty
   * when it is none. It has no sign and no blanks, and a number alone is no duration.
   */
  public static Optional<Duration> parse(String text) {
    var parts = TEXT.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(number(parts.group(1)))
            .plusHours(number(parts.group(2)))
            .plusMinutes(number(parts.group(3)))
            .plusSeconds(number(parts.group(4)))
            .plusMillis(number(parts.group(5))));
  }

  /** What {@link #parse} reads as this duration, in whole milliseconds: {@code 1h30m}. */
  public static String text(Duration duration) {
    var parts = parts(duration, "", "m");
    return parts.isEmpty() ? "0s" : String.join("", parts);
  }

  /** The same for a sentence: {@code 15 min}, {@code 90 s} as {@code 1 min 30 s}. */
  public static String words(Duration duration) {
    var parts = parts(duration, " ", "min");
    return parts.isEmpty() ? "0 s" : String.join(" ", parts);
  }

  private static List<String> parts(Duration duration, String gap, String minutes) {
    var parts = new ArrayList<String>();
    add(parts, duration.toDays(), gap + "d");
    add(parts, duration.toHoursPart(), gap + "h");
    add(parts, duration.toMinutesPart(), gap + minutes);
    add(parts, duration.toSecondsPart(), gap + "s");
    add(parts, duration.toMillisPart(), gap + "ms");
    return parts;
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + unit);
    }
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
