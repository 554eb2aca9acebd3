package dev.continuo.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who should do a task, as far as its tags say so. */
public sealed interface Recommendation {
  /**
   * Its tags call for somebody.
   *
   * @param matched the tags that do, in the order of the mapping
   * @param passed tags that would have called for somebody else, but stand behind them there
   * @param file where the mapping stands
   */
  record Matched(Specialist specialist, List<String> matched, List<String> passed, String file)
      implements Recommendation {
    public Matched {
      matched = List.copyOf(matched);
      passed = List.copyOf(passed);
    }

    /** Why it is this one, in words. */
    public String reason() {
      return "matched "
          + quoted(matched)
          + " in `"
          + file
          + "`"
          + (passed.isEmpty() ? "" : ", which names it before " + quoted(passed));
    }
  }

  /** They call for nobody, and somebody does what is left. */
  record Default(Specialist specialist) implements Recommendation {
    public String reason() {
      return "no tag matched, `default_specialist`";
    }

    /** What is told of it. */
    public String note() {
      return "No specialist matched. Using fallback: " + specialist.name() + " (default)";
    }
  }

  /**
   * They call for nobody, and a person is to choose.
   *
   * @param choices among whom
   */
  record Open(List<Specialist> choices) implements Recommendation {
    public Open {
      choices = List.copyOf(choices);
    }

    /** What is asked, in lines. */
    public List<String> question() {
      return List.of("No specialist matched by tags.", "Which specialist should handle this task?");
    }

    /** The same with the choices, by number. */
    public List<String> lines() {
      var lines = new ArrayList<>(question());
      for (int i = 0; i < choices.size(); i++) {
        lines.add(i + 1 + ". " + choices.get(i));
      }
      return lines;
    }
  }

  /** They call for nobody, and nothing is said of that. */
  record Nobody() implements Recommendation {}

  private static String quoted(List<String> tags) {
    return tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
  }
}
