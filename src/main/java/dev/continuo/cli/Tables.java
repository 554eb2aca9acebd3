package dev.continuo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Aligned columns for people; the widest give way so that a line fits. */
final class Tables {
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

  /**
   * The titles and the rows, none of them longer than {@link #WIDTH} characters.
   *
   * @param fixed how many columns on the left never give way: they hold what is copied
   */
  List<String> lines(int fixed) {
    var widths = new int[titles.size()];
    for (int i = 0; i < widths.length; i++) {
      var column = i;
      widths[i] =
          Math.max(
              length(titles.get(i)),
              rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
    }
    shrink(widths, fixed);
    var lines = new ArrayList<String>();
    lines.add(line(titles, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private static void shrink(int[] widths, int fixed) {
    var over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - WIDTH;
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
      var cell = cut(cells.get(i), widths[i]);
      line.append(i == 0 ? "" : GAP).append(cell).repeat(' ', widths[i] - length(cell));
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell, int width) {
    return length(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }

  /** The text as one line that is no longer than {@link #WIDTH} characters. */
  static String fitting(String text) {
    return cut(oneLine(text), WIDTH);
  }

  private static String oneLine(String cell) {
    return Output.printable(cell).replace('\n', ' ').replace('\t', ' ');
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
