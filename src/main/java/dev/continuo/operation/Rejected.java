package dev.continuo.operation;

/** Ends a request with a problem. */
public final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  public Rejected(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
