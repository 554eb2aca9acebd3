package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Data to standard output, words to standard error, both in UTF-8 whatever the locale.
 *
 * <p>Safe for use by the thread that runs a command and the one that ends the process.
 */
final class Output {
  /** Whether one of the two streams takes colours. */
  enum Style {
    PLAIN,
    COLOURED
  }

  /** Somebody closed the reading end of standard output: enough was read. */
  static final class PipeClosed extends RuntimeException {
    private static final long serialVersionUID = 1;

    PipeClosed() {
      super(null, null, false, false);
    }
  }

  private static final String RED = "\u001b[1;31m";
  private static final String CYAN = "\u001b[36m";
  private static final Pattern COLOUR = Pattern.compile("\\u001b\\[[0-9;:]*m");
  private static final String RESET = "\u001b[0m";

  private final OutputStream out;
  private final OutputStream err;
  private final Style outStyle;
  private final Style errStyle;
  private final LivePart live = new LivePart();

  Output(OutputStream out, Style outStyle, OutputStream err, Style errStyle) {
    this.out = new BufferedOutputStream(out);
    this.err = err;
    this.outStyle = outStyle;
    this.errStyle = errStyle;
  }

  /** Where nobody listens. */
  static Output none() {
    var nowhere = OutputStream.nullOutputStream();
    return new Output(nowhere, Style.PLAIN, nowhere, Style.PLAIN);
  }

  Style outStyle() {
    return outStyle;
  }

  Style errStyle() {
    return errStyle;
  }

  /** Writes a line of data. */
  void data(String line) {
    bytes((line + "\n").getBytes(UTF_8));
  }

  /** Writes a line of data at once, for whoever reads a stream as it comes. */
  void stream(String line) {
    data(line);
    flush();
  }

  void bytes(byte[] data) {
    try {
      out.write(data);
    } catch (IOException e) {
      throw gone(e);
    }
  }

  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw gone(e);
    }
  }

  /** Writes a line of words. */
  synchronized void say(String words) {
    write(printable(words));
  }

  /** Draws lines below all words, in the place of those that were drawn before. */
  synchronized void draw(List<String> lines) {
    send(live.draw(lines));
  }

  /** Ends the drawing: these lines stay in its place, and nothing is drawn any more. */
  synchronized void endDrawing(List<String> stay) {
    send(live.end(stay));
  }

  /** Says what a signal that ends the process leaves behind; what was drawn goes. */
  synchronized void interrupted(String words) {
    // A terminal shows ^C at the cursor, which stands on an empty line only while something is
    // drawn.
    var drawn = live.drawn();
    endDrawing(List.of());
    say(drawn ? words : "\n" + words);
  }

  void error(String says, String hint) {
    write(paint(RED, "error:") + " " + printable(says));
    if (!hint.isEmpty()) {
      hint(hint);
    }
  }

  void hint(String hint) {
    write(paint(CYAN, "hint:") + " " + printable(hint));
  }

  void bug(String says) {
    write(paint(RED, "bug:") + " " + printable(says));
  }

  /** The text without what could steer a terminal. */
  static String printable(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                clean.appendCodePoint(
                    Character.isISOControl(point) && point != '\n' && point != '\t'
                        ? 0xFFFD
                        : point));
    return clean.toString();
  }

  /**
   * A line without what could steer a terminal, but for its colours, which end with it: beside it
   * stand lines of others.
   */
  static String coloured(String line) {
    if (line.indexOf('\u001b') < 0) {
      return printable(line);
    }
    var clean = new StringBuilder(line.length());
    var colours = COLOUR.matcher(line);
    var end = 0;
    for (; colours.find(); end = colours.end()) {
      clean.append(printable(line.substring(end, colours.start()))).append(colours.group());
    }
    clean.append(printable(line.substring(end)));
    return end == 0 ? clean.toString() : clean + RESET;
  }

  private String paint(String colour, String word) {
    return errStyle == Style.COLOURED ? colour + word + RESET : word;
  }

  private synchronized void write(String line) {
    send(live.above(line));
  }

  private void send(String text) {
    try {
      err.write(text.getBytes(UTF_8));
      err.flush();
    } catch (IOException e) {
      // Nobody reads the words any more; the data and the exit code still count.
      return;
    }
  }

  private static RuntimeException gone(IOException e) {
    var message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe") || message.contains("Pipe closed")
        ? new PipeClosed()
        : new CommandError(Exit.FAILED, "standard output: cannot be written, " + message, "");
  }
}
