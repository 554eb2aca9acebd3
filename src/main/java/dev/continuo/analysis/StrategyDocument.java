package dev.continuo.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An analysis as it is written down (SPEC B.8). What a document does not have is empty here; what
 * that means is the business of {@link StrategyGate}.
 */
public record StrategyDocument(
    List<Subtask> subtasks,
    String total,
    String independent,
    String dependencies,
    String conflicts,
    String strategy,
    String rationale,
    String workers,
    String launch,
    String coordination) {
  /** A line of the inventory, as it is written. */
  public record Subtask(String name, String files, String independent) {}

  /** Stands for files that nobody has named. */
  static final String UNKNOWN = "unknown";

  public static final String HEADING = "## Execution Strategy Analysis";

  private static final int SUBTASKS_MAX = 1000;
  private static final Pattern SUBTASK =
      Pattern.compile("\\d+\\. (.*) - Files: (.*) - Independent: (.*)");

  public StrategyDocument {
    subtasks = List.copyOf(subtasks);
  }

  /** Heading by heading and field by field as in the template. */
  public List<String> lines() {
    var lines = new ArrayList<>(List.of(HEADING, "### Subtask Inventory"));
    for (var subtask : subtasks) {
      lines.add(
          (lines.size() - 1)
              + ". "
              + subtask.name()
              + " - Files: "
              + subtask.files()
              + " - Independent: "
              + subtask.independent());
    }
    lines.addAll(
        List.of(
            "### Independence Assessment",
            "- Total subtasks: " + total,
            "- Independent: " + independent,
            "- Dependencies: " + dependencies,
            "- File conflicts: " + conflicts,
            "### Strategy Decision",
            "**Strategy:** " + strategy,
            "**Rationale:** " + rationale,
            "### Implementation Plan",
            "**Workers:** " + workers,
            "**Launch:** " + launch,
            "**Coordination:** " + coordination));
    return lines;
  }

  /**
   * The analysis in a text, of which it may be a part; empty when its heading is not there. It ends
   * at the next heading of its level, and each field counts only below its own heading.
   */
  public static Optional<StrategyDocument> parse(String text) {
    var lines = text.lines().map(String::strip).toList();
    var at = lines.indexOf(HEADING);
    if (at < 0) {
      return Optional.empty();
    }
    var body =
        lines.stream()
            .skip(at + 1)
            .takeWhile(line -> !line.startsWith("## ") && !line.startsWith("# "))
            .toList();
    var inventory = below(body, "### Subtask Inventory");
    var assessment = below(body, "### Independence Assessment");
    var decision = below(body, "### Strategy Decision");
    var plan = below(body, "### Implementation Plan");
    return Optional.of(
        new StrategyDocument(
            subtasks(inventory),
            field(assessment, "- Total subtasks:"),
            field(assessment, "- Independent:"),
            field(assessment, "- Dependencies:"),
            field(assessment, "- File conflicts:"),
            field(decision, "**Strategy:**"),
            field(decision, "**Rationale:**"),
            field(plan, "**Workers:**"),
            field(plan, "**Launch:**"),
            field(plan, "**Coordination:**")));
  }

  private static List<String> below(List<String> lines, String heading) {
    var at = lines.indexOf(heading);
    return at < 0
        ? List.of()
        : lines.stream().skip(at + 1).takeWhile(line -> !line.startsWith("### ")).toList();
  }

  private static List<Subtask> subtasks(List<String> lines) {
    return lines.stream()
        .map(SUBTASK::matcher)
        .filter(matcher -> matcher.matches())
        .limit(SUBTASKS_MAX)
        .map(it -> new Subtask(it.group(1).strip(), it.group(2).strip(), it.group(3).strip()))
        .toList();
  }

  private static String field(List<String> lines, String label) {
    return lines.stream()
        .filter(line -> line.startsWith(label))
        .findFirst()
        .map(line -> line.substring(label.length()).strip())
        .orElse("");
  }
}
