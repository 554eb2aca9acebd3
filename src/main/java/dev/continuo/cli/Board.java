package dev.continuo.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The live view of a run as lines: one for each task, or for those that matter most when the screen
 * is too low, and a bar of how far the run is. No line is as wide as the screen, so none wraps.
 */
final class Board {
  /** The screen's size in characters. */
  record Size(int columns, int rows) {
    static final Size USUAL = new Size(80, 24);
  }

  /** Of the screen, rows that are left for the empty line above the board and one of words. */
  private static final int ROWS_LEFT = 2;

  private static final int STATE_COLUMNS = 9;
  private static final int NAME_COLUMNS_MIN = 12;
  private static final int BAR_COLUMNS_MIN = 8;
  private static final int BAR_COLUMNS_MAX = 30;
  private static final String GAP = "  ";

  private final RunPicture run;
  private final Size size;
  private final Instant now;

  private Board(RunPicture run, Size size, Instant now) {
    this.run = run;
    this.size = size;
    this.now = now;
  }

  /** The tasks and, below them, the bar: what is drawn while the run moves. */
  static List<Line> lines(RunPicture run, Size size, Instant now) {
    var board = new Board(run, size, now);
    var tasks = run.tasks();
    var lines = new ArrayList<>(board.tasks(tasks));
    lines.add(board.bar(tasks));
    return lines.stream().map(line -> line.cut(size.columns() - 1)).toList();
  }

  /** The tasks alone: what stays when the run moves no more. */
  static List<Line> last(RunPicture run, Size size, Instant now) {
    var lines = new Board(run, size, now).tasks(run.tasks());
    return lines.stream().map(line -> line.cut(size.columns() - 1)).toList();
  }

  private List<Line> tasks(List<Watched> tasks) {
    var rows = Math.max(0, size.rows() - ROWS_LEFT - 1);
    if (tasks.size() <= rows) {
      return rows(tasks);
    }
    if (rows == 0) {
      return List.of();
    }
    var ranked = tasks.stream().sorted(Comparator.comparing(Watched::look)).toList();
    var lines = new ArrayList<>(rows(ranked.subList(0, rows - 1)));
    lines.add(more(ranked.subList(rows - 1, ranked.size())));
    return lines;
  }

  /** {@code … and 37 more: 30 pending, 7 succeeded}. */
  static Line more(List<Watched> hidden) {
    var words =
        RunPicture.counts(hidden).entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey().word())
            .collect(Collectors.joining(", "));
    return new Line(List.of()).and(Line.Ink.DIM, "… and " + hidden.size() + " more: " + words);
  }

  private List<Line> rows(List<Watched> tasks) {
    var widest = tasks.stream().mapToInt(task -> Columns.of(task.name())).max().orElse(0);
    var name = Math.min(widest, Math.max(NAME_COLUMNS_MIN, size.columns() / 3));
    var time = tasks.stream().mapToInt(task -> elapsed(task).length()).max().orElse(0);
    return tasks.stream().map(task -> row(task, name, time)).toList();
  }

  private Line row(Watched task, int name, int time) {
    var look = task.look();
    return new Line(List.of())
        .and(look.ink(), look.symbol() + " " + Columns.padded(look.word(), STATE_COLUMNS))
        .and(Line.Ink.PLAIN, GAP + Columns.padded(Columns.cut(task.name(), name), name))
        .and(Line.Ink.PLAIN, (time == 0 ? "" : GAP) + " ".repeat(time - elapsed(task).length()))
        .and(Line.Ink.PLAIN, elapsed(task) + GAP)
        .and(look == Look.FAILED ? Line.Ink.PLAIN : Line.Ink.DIM, task.remark());
  }

  /** How long it has been at work, or took; nothing of what never began. */
  private String elapsed(Watched task) {
    if (task.began().equals(Instant.EPOCH) || task.look().standing() == Look.Standing.TO_COME) {
      return "";
    }
    return task.look().standing() == Look.Standing.OVER
        ? Times.took(Duration.between(task.began(), task.since()))
        : Times.age(Duration.between(task.began(), now));
  }

  private Line bar(List<Watched> tasks) {
    var counts = RunPicture.counts(tasks);
    var total = Math.max(run.total(), tasks.size());
    var over = count(counts, Look.Standing.OVER);
    var cells = Math.clamp(size.columns() / 4, BAR_COLUMNS_MIN, BAR_COLUMNS_MAX);
    var full = total == 0 ? 0 : (int) ((long) cells * over / total);
    var failed = counts.containsKey(Look.FAILED);
    return Line.of(run.run() + GAP)
        .and(failed ? Line.Ink.RED : Line.Ink.GREEN, "━".repeat(full))
        .and(Line.Ink.DIM, "─".repeat(cells - full))
        .and(Line.Ink.PLAIN, GAP + over + "/" + total + (total == 1 ? " task" : " tasks"))
        .and(Line.Ink.PLAIN, GAP + Times.age(Duration.between(run.submitted(), now)))
        .and(Line.Ink.PLAIN, words(counts));
  }

  private static String words(Map<Look, Integer> counts) {
    var words = new ArrayList<String>();
    for (var look : List.of(Look.RUNNING, Look.VERIFYING, Look.FAILED, Look.CANCELLED)) {
      if (counts.containsKey(look)) {
        words.add(counts.get(look) + " " + look.word());
      }
    }
    var stopped = count(counts, Look.Standing.STOPPED);
    if (stopped > 0) {
      words.add(stopped + " waiting for you");
    }
    return words.isEmpty() ? "" : GAP + String.join(", ", words);
  }

  private static int count(Map<Look, Integer> counts, Look.Standing standing) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().standing() == standing)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
