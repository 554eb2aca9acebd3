package dev.continuo.analysis;

import dev.continuo.plan.Plan;
import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/** A graph as an SVG picture: a row for each batch, an arrow from what is needed. */
public final class Picture {
  /** A larger picture is one that nobody can read. */
  public static final int TASKS_MAX = 500;

  private static final int LABEL_CHARACTERS_MAX = 28;
  private static final int CHARACTER_WIDTH = 8;
  private static final int BOX_HEIGHT = 32;
  private static final int PADDING = 12;
  private static final int GAP = 24;
  private static final int ROW_HEIGHT = 88;

  /** Where a task is drawn. */
  private record Box(String label, String tip, int left, int top, int width) {
    int middle() {
      return left + width / 2;
    }
  }

  private final Plan plan;
  private final Box[] boxes;
  private int width;
  private int height = GAP;

  private Picture(Plan plan) {
    this.plan = plan;
    boxes = new Box[plan.tasks().size()];
    rows().forEach(this::place);
  }

  /** At most {@link #TASKS_MAX} tasks. */
  public static String svg(Plan plan) {
    if (plan.tasks().size() > TASKS_MAX) {
      throw new IllegalArgumentException("a picture of " + plan.tasks().size() + " tasks");
    }
    return new Picture(plan).draw();
  }

  /** The batches, each sync point in a row of its own between them. */
  private List<List<Integer>> rows() {
    var row = new int[plan.tasks().size()];
    var rows = new ArrayList<List<Integer>>();
    for (int i = 0; i < row.length; i++) {
      for (var need : plan.tasks().get(i).needs()) {
        row[i] = Math.max(row[i], row[need.index()] + 1);
      }
      while (rows.size() <= row[i]) {
        rows.add(new ArrayList<>());
      }
      rows.get(row[i]).add(i);
    }
    return rows;
  }

  private void place(List<Integer> row) {
    var left = GAP;
    for (int index : row) {
      var label = Drawing.label(plan.tasks().get(index));
      var shown = cut(label);
      var wide = shown.codePointCount(0, shown.length()) * CHARACTER_WIDTH + 2 * PADDING;
      boxes[index] = new Box(shown, label, left, height, wide);
      left += wide + GAP;
    }
    width = Math.max(width, left);
    height += ROW_HEIGHT;
  }

  private static String cut(String label) {
    return label.codePointCount(0, label.length()) <= LABEL_CHARACTERS_MAX
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LABEL_CHARACTERS_MAX - 1)) + "…";
  }

  private String draw() {
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
            .formatted(width, height, width, height));
    svg.append("<title>%s</title>\n".formatted(escaped(plan.name())));
    svg.append(
        """
        <style>text{font:13px monospace;text-anchor:middle}rect{fill:#f6f8fa;stroke:#57606a}\
        path{fill:none;stroke:#57606a}.ended{stroke-dasharray:5 4}</style>
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" \
        markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#57606a"/></marker></defs>
        """);
    for (int i = 0; i < boxes.length; i++) {
      for (var need : plan.tasks().get(i).needs()) {
        svg.append(arrow(boxes[need.index()], boxes[i], need.on()));
      }
    }
    for (int i = 0; i < boxes.length; i++) {
      svg.append(box(boxes[i], plan.tasks().get(i)));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String arrow(Box from, Box to, Need.On on) {
    var top = from.top() + BOX_HEIGHT;
    var bend = (to.top() - top) / 2;
    return "<path%s marker-end=\"url(#arrow)\" d=\"M%d %dC%d %d %d %d %d %d\"/>\n"
        .formatted(
            on == Need.On.SUCCEEDED ? "" : " class=\"ended\"",
            from.middle(),
            top,
            from.middle(),
            top + bend,
            to.middle(),
            to.top() - bend,
            to.middle(),
            to.top());
  }

  private static String box(Box box, TaskSpec task) {
    var corner = task.joins() ? BOX_HEIGHT / 2 : 4;
    return "<g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>"
            .formatted(escaped(box.tip()), box.left(), box.top(), box.width(), BOX_HEIGHT, corner)
        + "<text x=\"%d\" y=\"%d\">%s</text></g>\n"
            .formatted(box.middle(), box.top() + BOX_HEIGHT / 2 + 5, escaped(box.label()));
  }

  /** As XML writes it; what XML cannot write becomes a replacement character. */
  private static String escaped(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(point) ? point : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int point) {
    return !Character.isISOControl(point)
        && point != 0xFFFE
        && point != 0xFFFF
        && Character.getType(point) != Character.SURROGATE;
  }
}
