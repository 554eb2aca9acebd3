package dev.continuo.operation;

/** What a caller may name in an operation that it may call. */
public enum Scope {
  ANY("any"),
  OWN_TASK("own task"),
  OWN_RUN("own run");

  private final String words;

  Scope(String words) {
    this.words = words;
  }

  /** As documents and refusals say it. */
  public String words() {
    return words;
  }
}
