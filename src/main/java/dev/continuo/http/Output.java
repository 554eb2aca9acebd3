package dev.continuo.http;

import dev.continuo.task.TurnId;
import java.io.IOException;

/** Reads what the processes of turns have written, without secrets. */
@FunctionalInterface
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
}
