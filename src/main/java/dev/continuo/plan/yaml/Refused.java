package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;

/** Leaves a file that makes no sense any further; never leaves this package. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  Refused(Flaw flaw, Place place, String message, String hint) {
    super(message, null, false, false);
    problem = new Problem(flaw, place, message, hint);
  }

  Problem problem() {
    return problem;
  }
}
