package dev.continuo.plan.yaml;

import dev.continuo.task.Durations;
import java.time.Duration;

/**
 * A key of a map in a plan. This is the one place that says what it is called, what it may hold and
 * what it is for; the reader, its sentences, the schema and the reference take it from here.
 *
 * @param example how it is written, for hints
 * @param about what it is for, a line of Markdown
 * @param otherwise what holds where the key is missing, in Markdown
 */
record Key<F extends Form>(String name, F form, String example, String about, String otherwise) {
  /** Stands for {@link #otherwise} of a key that must not be missing. */
  static final String REQUIRED = "required";

  /** What editors show of it. */
  String described() {
    if (otherwise.isEmpty()) {
      return about;
    }
    return about + (otherwise.contains(REQUIRED) ? "; " : ". Default: ") + otherwise;
  }

  /** The row of it in the tables of the reference. */
  String row() {
    return "| `" + name + "` | " + about + " | " + otherwise + " |";
  }

  /** A duration as the reference writes it. */
  static String code(Duration duration) {
    return "`" + Durations.text(duration) + "`";
  }
}
