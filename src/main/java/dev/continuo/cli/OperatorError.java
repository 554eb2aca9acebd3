package dev.continuo.cli;

/** The environment or the input is wrong; said to the user as a sentence and a hint. */
public final class OperatorError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String hint;

  /** {@code hint} is empty when there is nothing to add. */
  public OperatorError(String says, String hint) {
    super(says, null, false, false);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
