package dev.continuo.plan;

/**
 * Something that is wrong with a plan.
 *
 * @param flaw what kind of mistake it is
 * @param message a sentence without its place: {@code task `api`: unknown key `need`, …}
 * @param hint what to do about it; empty only when the message asks {@code did you mean …?}
 */
public record Problem(Flaw flaw, Place place, String message, String hint) {
  public Problem {
    if (hint.isEmpty() && !message.contains("did you mean `")) {
      throw new IllegalArgumentException("bug: no hint for " + flaw.code() + ": " + message);
    }
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
