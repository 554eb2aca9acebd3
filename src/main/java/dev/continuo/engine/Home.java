package dev.continuo.engine;

/**
 * A home as the key of a row, or in an event or a command that is about a home as a whole.
 *
 * @param number as {@link Schema#home} says it
 */
public record Home(long number) implements Comparable<Home> {
  @Override
  public int compareTo(Home other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
