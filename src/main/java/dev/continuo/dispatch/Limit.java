package dev.continuo.dispatch;

import dev.continuo.engine.Row;

/** How many of something there may be at once in the whole store. */
public record Limit(String name, int value) implements Row {
  /** Living attempts of the whole server (SPEC X-01). */
  public static final String ATTEMPTS = "attempts";

  public static final int ATTEMPTS_DEFAULT = 20;
  public static final int MAX = 10_000;
}
