package dev.continuo.analysis;

/** How the tasks of a plan are best divided among workers, and why (SPEC S4-25, X-37). */
public enum Strategy {
  PARALLEL("3+ independent subtasks qualify for parallel execution", "Single message"),
  HYBRID("Mix of independent and dependent subtasks", "Hybrid phases"),
  SEQUENTIAL("Too few independent subtasks OR strong dependencies", "Sequential");

  /** So many independent tasks have to be done in parallel. */
  public static final int PARALLEL_MIN = 3;

  static final int WORKERS_MAX = 5;
  private static final int HYBRID_MIN = 2;

  /** Which rule decides where there are dependencies. */
  public enum Rule {
    /** Only tasks without any dependency are done in parallel as a whole. */
    STRICT,
    /** So many independent ones are, whatever the others need. */
    LITERAL
  }

  private final String rationale;
  private final String launch;

  Strategy(String rationale, String launch) {
    this.rationale = rationale;
    this.launch = launch;
  }

  /** Of so many independent tasks, among others that are not or none. */
  public static Strategy of(int independent, boolean dependencies, Rule rule) {
    if (independent >= PARALLEL_MIN && (!dependencies || rule == Rule.LITERAL)) {
      return PARALLEL;
    }
    return independent >= HYBRID_MIN && dependencies ? HYBRID : SEQUENTIAL;
  }

  public String rationale() {
    return rationale;
  }

  /** How the workers are started. */
  public String launch() {
    return launch;
  }

  /** How many there are, for so many independent tasks. */
  int workers(int independent) {
    return this == SEQUENTIAL ? 1 : Math.min(independent, WORKERS_MAX);
  }
}
