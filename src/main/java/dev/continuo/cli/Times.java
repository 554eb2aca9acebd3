package dev.continuo.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
final class Times {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  static String date(Instant at, ZoneId zone) {
    return DATE.format(at.atZone(zone));
  }

  /** How long something took, to a tenth of a second while that says something: {@code 4.2 s}. */
  static String took(Duration time) {
    if (time.isNegative()) {
      return "0.0 s";
    }
    return time.toMinutes() > 0
        ? age(time)
        : String.format(Locale.ROOT, "%d.%d s", time.toSeconds(), time.toMillisPart() / 100);
  }

  /** The largest unit, and the next one where it matters: {@code 3 min 20 s}, {@code 2 d 4 h}. */
  static String age(Duration time) {
    if (time.toDays() > 0) {
      return two(time.toDays(), "d", time.toHoursPart(), "h");
    }
    if (time.toHours() > 0) {
      return two(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return time.toMinutes() > 0
        ? two(time.toMinutes(), "min", time.toSecondsPart(), "s")
        : Math.max(0, time.toSeconds()) + " s";
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
