package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * A screen that understands what is sent to it: line feeds, carriage returns, wiping, the cursor
 * up; it wraps what is too wide, scrolls, and keeps what has left it at the top.
 */
final class FakeTerminal implements Terminal {
  private static final Pattern STEERING = Pattern.compile("\u001b\\[(\\d*)([AJKm])");

  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private Board.Size size = Board.Size.USUAL;
  private Runnable resized = () -> {};
  private final List<String> prompts = new ArrayList<>();
  private Optional<String> typed = Optional.empty();
  private boolean drawable;
  private int row;
  private int column;
  private int wrapped;

  /** Makes it a terminal; before, it is a file. */
  synchronized FakeTerminal attached(int columns, int rows) {
    drawable = true;
    size = new Board.Size(columns, rows);
    return this;
  }

  /** Makes it a file again. */
  synchronized void detached() {
    drawable = false;
  }

  void resize(int columns, int rows) {
    synchronized (this) {
      size = new Board.Size(columns, rows);
    }
    resized.run();
  }

  @Override
  public synchronized boolean drawable() {
    return drawable;
  }

  @Override
  public synchronized Board.Size size() {
    return size;
  }

  @Override
  public synchronized IntSupplier columns() {
    var columns = drawable ? size.columns() : Tables.WIDTH;
    return () -> columns;
  }

  @Override
  public void onResize(Runnable listener) {
    resized = listener;
  }

  /** Somebody types this line when something hidden is asked for. */
  FakeTerminal types(String line) {
    typed = Optional.of(line);
    return this;
  }

  @Override
  public Optional<String> hidden(String prompt) {
    prompts.add(prompt);
    return typed;
  }

  /** What was asked for. */
  List<String> prompts() {
    return prompts;
  }

  /** What is written to it is seen when it is flushed. */
  OutputStream screen() {
    return new ByteArrayOutputStream() {
      @Override
      public synchronized void flush() {
        type(toString(UTF_8));
        reset();
      }
    };
  }

  synchronized void type(String text) {
    for (int i = 0; i < text.length(); ) {
      var steering = STEERING.matcher(text).region(i, text.length());
      if (steering.lookingAt()) {
        steer(steering.group(2), steering.group(1));
        i = steering.end();
        continue;
      }
      var point = text.codePointAt(i);
      i += Character.charCount(point);
      switch (point) {
        case '\n' -> feed();
        case '\r' -> column = 0;
        default -> put(Character.toString(point));
      }
    }
  }

  private void steer(String what, String count) {
    switch (what) {
      case "A" -> {
        row = Math.max(Math.max(0, lines.size() - size.rows()), row - Integer.parseInt(count));
        column = Math.min(column, lines.get(row).length());
      }
      case "K" -> lines.get(row).setLength(Math.min(column, lines.get(row).length()));
      case "J" -> {
        lines.get(row).setLength(Math.min(column, lines.get(row).length()));
        while (lines.size() > row + 1) {
          lines.removeLast();
        }
      }
      default -> {}
    }
  }

  private void feed() {
    row++;
    column = 0;
    if (row == lines.size()) {
      lines.add(new StringBuilder());
    }
  }

  private void put(String character) {
    var line = lines.get(row);
    if (Columns.of(line.substring(0, column)) + Columns.of(character) > size.columns()) {
      wrapped++;
      feed();
      line = lines.get(row);
    }
    line.replace(column, Math.min(line.length(), column + character.length()), character);
    column += character.length();
  }

  /** All lines that were ever to be seen and not wiped, without those that are empty at the end. */
  synchronized List<String> seen() {
    var texts =
        new ArrayList<>(lines.stream().map(line -> line.toString().stripTrailing()).toList());
    while (!texts.isEmpty() && texts.getLast().isEmpty()) {
      texts.removeLast();
    }
    return texts;
  }

  /** How often a line was wider than the screen. */
  synchronized int wrapped() {
    return wrapped;
  }

  /** The line that the cursor is in. */
  synchronized String cursorLine() {
    return lines.get(row).toString();
  }
}
