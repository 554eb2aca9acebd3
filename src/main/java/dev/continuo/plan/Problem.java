package dev.continuo.plan;

/**
 * Something that is wrong with a plan.
 *
 * @param code never changes; for programs
 * @param message a sentence without its place: {@code task `api`: unknown key `need`, …}
 * @param hint what to do about it; empty only when the message asks {@code did you mean …?}
 */
public record Problem(String code, Place place, String message, String hint) {
  public Problem {
    if (hint.isEmpty() && !message.contains("did you mean `")) {
      throw new IllegalArgumentException("bug: no hint for " + code + ": " + message);
    }
  }

  /** Place and message, as a line for people. */
  public String line() {
    return place + ": " + message;
  }
}
