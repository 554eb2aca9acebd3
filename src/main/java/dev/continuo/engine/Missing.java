package dev.continuo.engine;

/**
 * A decision needs rows that were evicted. The engine undoes the command; the host loads the home
 * and submits the command again.
 */
final class Missing extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final long home;

  Missing(long home) {
    super("home " + home + " is not in memory", null, false, false);
    this.home = home;
  }

  long home() {
    return home;
  }
}
