package dev.continuo.cli;

/**
 * Starts what goes on beside a command and ends with it.
 *
 * <p>On threads of the platform: after one that is virtual has waited for a socket, the exit of the
 * process waits 0.3 s for the JVM's own thread that listens for it.
 */
final class Background {
  private Background() {}

  static Thread start(Runnable act) {
    return Thread.ofPlatform().daemon().start(act);
  }
}
