package dev.continuo.expression;

/**
 * An error of the language, such as a key that a map does not have. {@code ||} and {@code &&} can
 * absorb it, as the language demands.
 */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  Failure(String why) {
    super(why, null, false, false);
  }
}
