package dev.continuo.operation;

import java.util.Locale;

/** The kinds of callers, each with rights of its own. */
public enum CallerKind {
  PERSON("the owner of the data folder, or a program that acts for them"),
  ORCHESTRATOR("an agent that coordinates: it submits, reads and answers; no token is issued yet"),
  ATTEMPT("the processes of a running turn, by `$CONTINUO_TOKEN`"),
  READER("somebody who may only look; no token is issued yet"),
  STRANGER("a request without a token");

  private final String meaning;

  CallerKind(String meaning) {
    this.meaning = meaning;
  }

  /** Its name in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String meaning() {
    return meaning;
  }
}
