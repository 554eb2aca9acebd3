package dev.continuo.simulation;

/** The server's process is gone, wherever it was; only the life itself hears of it. */
final class ServerDied extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Fault how;

  ServerDied(Fault how) {
    super(how.says(), null, false, false);
    this.how = how;
  }

  Fault how() {
    return how;
  }
}
