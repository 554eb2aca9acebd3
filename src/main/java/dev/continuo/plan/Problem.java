package dev.continuo.plan;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a plan.
 *
 * @param flaw what kind of mistake it is
 * @param message a sentence without its place: {@code task `api`: unknown key `need`, …}
 * @param hint what to do about it; empty only when the message asks {@code did you mean …?}
 * @param cycle the tasks that need each other, when that is what is wrong
 */
public record Problem(Flaw flaw, Place place, String message, String hint, @Nullable Cycle cycle) {
  public Problem {
    if (hint.isEmpty() && !message.contains("did you mean `")) {
      throw new IllegalArgumentException("bug: no hint for " + flaw.code() + ": " + message);
    }
  }

  public Problem(Flaw flaw, Place place, String message, String hint) {
    this(flaw, place, message, hint, null);
  }

  /** Never changes; for programs. */
  public String code() {
    return flaw.code();
  }

  /** Place and message, as a line for people. */
  public String line() {
    return place + ": " + message;
  }
}
