package dev.continuo.pattern;

/** How whoever judges a task is told to say what it found. */
final class Verdicts {
  private static final String SAY =
      "Say what you found with `continuo result set verdict=pass`, or with `continuo result set"
          + " verdict=reject 'findings=[\"what has to change\"]'`.";

  private Verdicts() {}

  static Job told(Job judge, String otherwise) {
    return judge.told(otherwise, SAY);
  }
}
