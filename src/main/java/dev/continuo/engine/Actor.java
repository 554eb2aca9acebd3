package dev.continuo.engine;

/**
 * Who caused an event.
 *
 * @param name the person's name, or the public id of the attempt; empty for the engine itself
 */
public record Actor(Kind kind, String name) {
  public static final Actor ENGINE = new Actor(Kind.ENGINE, "");

  /** The four that there are. */
  public enum Kind {
    PERSON,
    ATTEMPT,
    ENGINE,
    ADMINISTRATOR
  }
}
