package dev.continuo.http;

import dev.continuo.task.TurnId;
import java.io.IOException;

/** Reads what the processes of turns have written. */
@FunctionalInterface
public interface Output {
  /**
   * The bytes from {@code offset} on, at most {@code max}; fewer only when there are no more just
   * now, none when the turn has written nothing yet.
   */
  byte[] read(TurnId turn, long offset, int max) throws IOException;
}
