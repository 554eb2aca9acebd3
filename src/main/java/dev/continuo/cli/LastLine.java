package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** The last line that a program has written, as it stands on its screen. */
final class LastLine {
  /** Colours, cursor movements and titles: ECMA-48 control sequences and operating-system ones. */
  private static final Pattern STEERING =
      Pattern.compile(
          "\u001b\\[[0-9:;<=>?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|\u001b.");

  private LastLine() {}

  /** The last line with something on it; empty when there is none. */
  static String of(byte[] output) {
    var text = STEERING.matcher(new String(output, UTF_8)).replaceAll("");
    var end = text.length();
    while (end > 0) {
      // A carriage return begins the line anew, as the progress of many programs does.
      var start = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
      var line = text.substring(start, end).strip();
      if (!line.isEmpty()) {
        return line;
      }
      end = start - 1;
    }
    return "";
  }
}
