package dev.continuo.task;

import java.util.Locale;

/** What keeps a task from going on, as it says itself: the kind of its block (SPEC S2-11). */
public enum Blocker {
  /** Something outside of the project. */
  EXTERNAL,
  TECHNICAL,
  /** Nobody has said what is wanted. */
  INFORMATION,
  /** It has not said. */
  REPORTED;

  /** The kind that a block has. */
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is meant by a word; {@link #REPORTED} for any other. */
  public static Blocker of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]+", " ")) {
      case "external", "dependency", "external dependency" -> EXTERNAL;
      case "technical", "technical issue" -> TECHNICAL;
      case "information", "missing information", "requirements" -> INFORMATION;
      default -> REPORTED;
    };
  }
}
