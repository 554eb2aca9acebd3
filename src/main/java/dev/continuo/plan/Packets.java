package dev.continuo.plan;

/**
 * How many files one agent is given (SPEC S4-20, X-35).
 *
 * @param ideal so many need no thought
 * @param most so many can be done by one, who had better plan them
 * @param divided so many are for two or three, and more for more
 */
public record Packets(int ideal, int most, int divided) {
  public static final Packets USUAL = new Packets(5, 14, 26);

  /** Whether each holds more than the one before it, or as many. */
  public boolean ordered() {
    return ideal <= most && most <= divided;
  }
}
