package dev.continuo.operation;

/** Who waits for an answer, at the other end of a door. */
@FunctionalInterface
public interface Client {
  /** Whether nobody waits any more. */
  boolean gone();

  /** The client has closed its connection. */
  final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("the client has gone");
    }
  }
}
