package dev.continuo.cli;

import dev.continuo.task.Durations;
import java.time.Duration;

/** Values of options that are more than words. */
final class Options {
  private Options() {}

  /** When the time that an option gives is over; never when it is not given. */
  static Deadline deadline(String option, String text) {
    return text.isEmpty() ? Deadline.never() : Deadline.in(duration(option, text));
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
