package dev.continuo.plan;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a plan.
 *
 * @param code never changes; for programs
 * @param message a sentence without its place: {@code task `api`: unknown key `need`, …}
 * @param hint what to do about it, where that is not plain
 */
public record Problem(String code, Place place, String message, @Nullable String hint) {
  /** Place and message, as a line for people. */
  public String line() {
    return place + ": " + message;
  }
}
