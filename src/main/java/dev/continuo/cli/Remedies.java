package dev.continuo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What can be done about a task that says itself that it is blocked, or whose agent has failed
 * (SPEC S2-11 to S2-13). Nothing of it is stored.
 */
final class Remedies {
  private static final Pattern TESTS =
      Pattern.compile(
          "\\btests? (?:has |have )?fail|\\bfail(?:ed|ing|ures?):? .*\\btests?\\b|\\bassert",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "timed? ?out|refused|unreachable|unavailable|denied|unauthorized|forbidden|rate limit"
              + "|\\bblocked by\\b|no such host|name resolution|credential|api key",
          Pattern.CASE_INSENSITIVE);

  private Remedies() {}

  /** Whether the task says itself what keeps it from going on. */
  static boolean reported(TaskView task) {
    return task.state().equals("blocked")
        && switch (task.text("blocker")) {
          case "external", "technical", "information", "reported" -> true;
          default -> false;
        };
  }

  /** Whether there is something to say of how the task stands. */
  static boolean any(TaskView task) {
    return !task.aside() && (reported(task) || agentFailed(task));
  }

  private static boolean agentFailed(TaskView task) {
    return task.state().equals("failed") && !task.text("agent").isEmpty();
  }

  /**
   * How the task stands and what can be done; nothing where neither a task nor an agent has said
   * anything.
   *
   * @param tail the last lines that it wrote
   */
  static List<String> lines(TaskView task, List<String> tail) {
    if (reported(task)) {
      return blocked(task);
    }
    return agentFailed(task) ? failed(task, tail) : List.of();
  }

  private static List<String> blocked(TaskView task) {
    var lines = new ArrayList<String>();
    lines.add("Task " + task.name() + " blocked - " + task.reason());
    switch (task.text("blocker")) {
      case "external" -> lines.add("Contact team X for access");
      case "technical" -> lines.add("Launch Senior Engineer to investigate");
      case "information" -> lines.add("Clarify requirements with stakeholder");
      default -> {}
    }
    lines.add("Use Status Progression Skill to unblock task and resume work");
    return lines;
  }

  private static List<String> failed(TaskView task, List<String> tail) {
    return List.of(
        "Task " + task.name() + " failed - specialist encountered errors",
        remedy(task.reason() + "\n" + String.join("\n", tail)),
        "Use Status Progression Skill to reset task to pending and retry");
  }

  /** By what the reason and the last lines speak of: tests, something outside, or the code. */
  private static String remedy(String report) {
    if (TESTS.matcher(report).find()) {
      return "Address failing tests";
    }
    return OUTSIDE.matcher(report).find()
        ? "Resolve external dependency"
        : "Fix issues and retry task";
  }
}
