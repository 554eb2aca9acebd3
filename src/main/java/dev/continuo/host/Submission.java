package dev.continuo.host;

import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import java.util.function.Consumer;

/**
 * A command on its way to the engine.
 *
 * @param patience what to do with it while the store is away
 * @param told hears the outcome, on the loop's thread; must not block
 */
public record Submission(
    Command command, Caller caller, Patience patience, Consumer<Outcome> told) {
  /** What becomes of a submission while nothing can be written. */
  public enum Patience {
    /** Its caller is told at once, and may come again. */
    REFUSE,
    /** It is kept until it can be decided, also when it hits a bug: the report of a worker. */
    KEEP
  }
}
