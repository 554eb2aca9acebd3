package dev.continuo.engine;

import java.time.Instant;

/**
 * A home that an administrator set aside because a bug stops the engine at its rows. While {@code
 * state} is {@link State#SET} its rows stay in the store and none of them comes into memory:
 * nothing of it is due, wanted, queued or held, and every command that needs one of its rows is
 * refused.
 *
 * @param name how people name the home: the public id of the run
 * @param by who set it aside, or lifted that
 */
public record Quarantine(
    Home home, String name, String reason, String by, Instant since, State state) implements Row {
  public static final int REASON_LENGTH_MAX = 1_000;

  /** Whether it is in force. */
  public enum State {
    SET,
    LIFTED
  }

  public boolean inForce() {
    return state == State.SET;
  }
}
