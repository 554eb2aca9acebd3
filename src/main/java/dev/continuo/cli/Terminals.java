package dev.continuo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Which of this process's streams are terminals. */
final class Terminals {
  private static final int TYPE = 0170000;
  private static final int CHARACTER_DEVICE = 0020000;

  private Terminals() {}

  /** Colours only for a terminal whose user has not asked for none (no-color.org). */
  static Output.Style style(int descriptor, Map<String, String> environment) {
    var unwanted =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return !unwanted && terminal(descriptor) ? Output.Style.COLOURED : Output.Style.PLAIN;
  }

  /** Whether somebody types what this process reads. */
  static boolean input() {
    return terminal(0);
  }

  /**
   * A character device that is not the null device; the JDK's console answers only for both streams
   * at once.
   */
  static boolean terminal(int descriptor) {
    try {
      var stream = Files.readAttributes(Path.of("/dev/fd/" + descriptor), "unix:mode,rdev");
      var nothing = Files.getAttribute(Path.of("/dev/null"), "unix:rdev");
      return stream.get("mode") instanceof Integer mode
          && (mode & TYPE) == CHARACTER_DEVICE
          && !nothing.equals(stream.get("rdev"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
