package dev.continuo.cli;

import dev.continuo.task.Durations;
import java.time.Duration;
import java.util.Optional;

/** Values of options that are more than words. */
final class Options {
  private static final Duration IDLE_STOP_MIN = Duration.ofSeconds(1);
  private static final Duration IDLE_STOP_MAX = Duration.ofDays(366);

  private Options() {}

  /** When the time that an option gives is over; never when it is not given. */
  static Deadline deadline(String option, String text) {
    return text.isEmpty() ? Deadline.never() : Deadline.in(duration(option, text));
  }

  /** After how long with nothing to do a server stops; empty when that is not given. */
  static Optional<Duration> idleStop(String option, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var time = duration(option, text);
    if (time.compareTo(IDLE_STOP_MIN) < 0 || time.compareTo(IDLE_STOP_MAX) > 0) {
      throw new CommandError(
          Exit.USAGE,
          "option `" + option + "`: `" + text + "` is not allowed, must be `1s` to `366d`",
          "");
    }
    return Optional.of(time);
  }

  static Duration duration(String option, String text) {
    return Durations.parse(text)
        .orElseThrow(
            () ->
                new CommandError(
                    Exit.USAGE,
                    (option.startsWith("-") ? "option `" : "`")
                        + option
                        + "`: not a duration, found `"
                        + text
                        + "`, must be like `90s`, `15m` or `1h30m`",
                    text.matches("\\d{1,9}") ? "write `" + text + "s` for seconds" : ""));
  }
}
