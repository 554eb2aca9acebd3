package dev.continuo.http;

/** Ends a request with a problem. */
final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  Rejected(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
