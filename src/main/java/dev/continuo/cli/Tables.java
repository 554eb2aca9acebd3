package dev.continuo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Aligned columns for people; the widest give way so that a line fits the screen. */
final class Tables {
  /** Where nobody has another: help, and what goes into files and pipes. */
  static final int WIDTH = 80;

  private static final int NARROWEST = 8;
  private static final String GAP = "  ";

  private final List<String> titles;
  private final List<List<String>> rows = new ArrayList<>();

  Tables(String... titles) {
    this.titles = List.of(titles);
  }

  void row(String... cells) {
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException(cells.length + " cells in " + titles.size() + " columns");
    }
    rows.add(Arrays.stream(cells).map(Tables::oneLine).toList());
  }

  /** The lines for a screen of the usual width. */
  List<String> lines(int fixed) {
    return lines(fixed, WIDTH);
  }

  /**
   * The titles and the rows, none of them wider than {@code width} columns.
   *
   * @param fixed how many columns on the left never give way: they hold what is copied
   */
  List<String> lines(int fixed, int width) {
    var widths = new int[titles.size()];
    for (int i = 0; i < widths.length; i++) {
      var column = i;
      widths[i] =
          Math.max(
              Columns.of(titles.get(i)),
              rows.stream().mapToInt(row -> Columns.of(row.get(column))).max().orElse(0));
    }
    shrink(widths, fixed, width);
    var lines = new ArrayList<String>();
    lines.add(line(titles, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private static void shrink(int[] widths, int fixed, int width) {
    var over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
    while (over > 0) {
      var widest = fixed;
      for (int i = fixed; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widest >= widths.length || widths[widest] <= NARROWEST) {
        return;
      }
      widths[widest]--;
      over--;
    }
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      var cell = Columns.cut(cells.get(i), widths[i]);
      line.append(i == 0 ? "" : GAP).append(Columns.padded(cell, widths[i]));
    }
    return line.toString().stripTrailing();
  }

  /** The text as one line that is no wider than {@code width} columns. */
  static String fitting(String text, int width) {
    return Columns.cut(oneLine(text), width);
  }

  private static String oneLine(String cell) {
    return Output.printable(cell).replace('\n', ' ').replace('\t', ' ');
  }
}
