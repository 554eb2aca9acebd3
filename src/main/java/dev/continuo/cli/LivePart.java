package dev.continuo.cli;

import java.util.List;

/**
 * The lines below all words that are drawn over again, as what has to be sent to the terminal.
 *
 * <p>The cursor rests on an empty line above them. So nothing of the terminal has to be restored,
 * not even after a kill: what is typed, and the ^C, land on that line and are wiped away, and a
 * terminal that wraps or cuts the lines when it is resized keeps the cursor above all that is to be
 * wiped. Each change is one text, and overwrites before it wipes, so that nothing flickers.
 */
final class LivePart {
  private static final String WIPE_REST_OF_LINE = "\u001b[K";
  private static final String WIPE_ALL_BELOW = "\u001b[J";

  /** Where the part is in its life. */
  private enum Phase {
    TO_COME,
    DRAWN,
    OVER
  }

  private Phase phase = Phase.TO_COME;
  private List<String> lines = List.of();

  boolean drawn() {
    return phase == Phase.DRAWN;
  }

  /** Draws these lines, each narrower than the terminal, all together lower; nothing when over. */
  String draw(List<String> next) {
    if (phase == Phase.OVER) {
      return "";
    }
    phase = Phase.DRAWN;
    lines = List.copyOf(next);
    return drawing();
  }

  /** Writes words that stay, above the lines. */
  String above(String words) {
    return drawn() ? "\r" + WIPE_ALL_BELOW + words + "\n" + drawing() : words + "\n";
  }

  /** Ends it; these lines stay. */
  String end(List<String> stay) {
    var wipe = drawn() ? "\r" + WIPE_ALL_BELOW : "";
    phase = Phase.OVER;
    return wipe + String.join("", stay.stream().map(line -> line + "\n").toList());
  }

  private String drawing() {
    var text = new StringBuilder("\r").append(WIPE_REST_OF_LINE);
    lines.forEach(line -> text.append("\n\r").append(line).append(WIPE_REST_OF_LINE));
    text.append(WIPE_ALL_BELOW).append("\r");
    return lines.isEmpty()
        ? text.toString()
        : text.append("\u001b[" + lines.size() + "A").toString();
  }
}
