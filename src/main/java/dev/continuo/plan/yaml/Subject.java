package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;

/**
 * What the sentences about a part of the file begin with.
 *
 * @param words {@code task `api`}; empty for the file itself
 * @param of what it is said of
 */
record Subject(String words, Problems problems, Of of) {
  /** Whether what is said may speak of an item. */
  enum Of {
    ONE,
    ITEMS
  }

  Subject(String words, Problems problems) {
    this(words, problems, Of.ONE);
  }

  /** The same, said of each of several items. */
  Subject ofItems() {
    return new Subject(words, problems, Of.ITEMS);
  }

  void tell(Flaw flaw, Place at, String message, String hint) {
    problems.add(new Problem(flaw, at, words.isEmpty() ? message : words + ": " + message, hint));
  }

  /** A part of this part. */
  Subject part(String more) {
    return new Subject(words.isEmpty() ? more : words + ", " + more, problems);
  }
}
