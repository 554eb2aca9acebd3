package dev.continuo.task;

import java.util.List;

/**
 * Says that a task chooses among some options: its result has the one as {@code branch}, or some as
 * {@code conditions}. When it has none of them, a person has to decide.
 */
public record ChoicePart(List<String> options) implements Part {
  /** The kind of the block of a task that has chosen nothing. */
  public static final String KIND = "choice";

  public ChoicePart {
    options = List.copyOf(options);
  }
}
