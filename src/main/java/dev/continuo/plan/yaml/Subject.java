package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;

/**
 * What the sentences about a part of the file begin with.
 *
 * @param words {@code task `api`}; empty for the file itself
 */
record Subject(String words, Problems problems) {
  void tell(Flaw flaw, Place at, String message, String hint) {
    problems.add(new Problem(flaw, at, words.isEmpty() ? message : words + ": " + message, hint));
  }

  /** A part of this part. */
  Subject part(String more) {
    return new Subject(words.isEmpty() ? more : words + ", " + more, problems);
  }
}
