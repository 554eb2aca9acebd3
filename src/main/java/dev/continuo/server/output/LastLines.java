package dev.continuo.server.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.operation.Output.Growth;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The end of what a turn has written, as it is kept with the turn. Secrets are masked where they
 * stand in the file, before anything is cut off: half of one would not be known any more.
 */
public final class LastLines {
  static final int LINES_MAX = 20;
  static final int BYTES_MAX = 8 << 10;

  private LastLines() {}

  /** Without the line that is cut, unless there is no other; invalid UTF-8 is replaced. */
  public static String of(Path log, Mask mask) {
    try {
      var from = Math.max(0, OutputFiles.size(log) - BYTES_MAX);
      var text = new String(OutputFiles.read(log, from, BYTES_MAX, Growth.ENDED, mask), UTF_8);
      var lines = text.lines().toList();
      var cut = from > 0 && lines.size() > 1;
      var first = Math.max(cut ? 1 : 0, lines.size() - LINES_MAX);
      return String.join("\n", lines.subList(first, lines.size()));
    } catch (IOException e) {
      return "[continuo: the output cannot be read, %s]".formatted(mask.apply("" + e.getMessage()));
    }
  }
}
