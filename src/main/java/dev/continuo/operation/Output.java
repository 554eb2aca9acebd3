package dev.continuo.operation;

import dev.continuo.task.TurnId;
import java.io.IOException;

/** Reads what the processes of turns have written, without secrets. */
public interface Output {
  /** Whether a turn may still write. */
  enum Growth {
    GOES_ON,
    ENDED
  }

  /**
   * The bytes from {@code offset} on, at most {@code max}; fewer only when there are no more just
   * now, none when the turn has written nothing yet. What may be the beginning of a secret is held
   * back while more can follow.
   */
  byte[] read(TurnId turn, long offset, int max, Growth growth) throws IOException;

  /**
   * Whether the turn has a place for output, which it gets before it is launched and keeps until it
   * is cleared, also when it writes nothing.
   */
  boolean kept(TurnId turn);

  /** How many bytes there are just now; fewer than before when the middle was cut out. */
  long size(TurnId turn) throws IOException;

  /**
   * Calls {@code grown} soon after the turn has written more, once or more often, until it is
   * closed. A turn that has no folder yet is not watched; it gets one before it is launched.
   */
  Watch watch(TurnId turn, Runnable grown) throws IOException;

  /** Ends when it is closed. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
