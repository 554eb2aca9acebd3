package dev.continuo.engine;

import java.util.Optional;

/** Who submits a command, and how a repetition of it is recognised. */
public record Caller(Actor actor, Optional<Key> request) {
  /** The engine's own wishes, and reports of its workers. */
  public static final Caller ENGINE = new Caller(Actor.ENGINE, Optional.empty());

  public static Caller of(Actor actor) {
    return new Caller(actor, Optional.empty());
  }

  /**
   * An idempotency key.
   *
   * @param body a hash of what is asked; the same key with another body is refused
   */
  public record Key(String value, String body) {}
}
