package dev.continuo.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The figures of a run, as Markdown. */
final class Table {
  private final String machine;
  private final StringBuilder lines = new StringBuilder();
  private final List<String> failed = new ArrayList<>();

  Table(String machine) {
    this.machine = machine;
  }

  void add(Row row, List<Figure> figures) {
    for (var figure : figures) {
      var cells =
          List.of(
              "`" + row.name() + "`",
              figure.what(),
              figure.target(),
              figure.measured(),
              figure.verdict().word,
              figure.beside(),
              figure.saturated());
      var line = "| " + String.join(" | ", cells) + " |\n";
      System.err.print("  " + line);
      lines.append(line);
      if (figure.verdict() == Figure.Verdict.FAILED) {
        failed.add(figure.what());
      }
    }
  }

  /** The parts that have measured nothing. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  String told(Duration took) {
    return """
    Machine: %s.
    The whole run took %d s.

    | Row | What | Target | Measured: median of rounds (least to most) | Reached | Beside it, in the same run | What was busy |
    |---|---|---|---|---|---|---|
    %s\
    """
        .formatted(machine, took.toSeconds(), lines);
  }
}
